/** The lists of attacks hold every kind that they must, each once, and are read strictly. */

import { describe, expect, test } from 'vitest';
import { attacksIn } from './attacks/attack.ts';

const PYTHON_KINDS = [
  ...['ok_sorted', 'ok_print_noise', 'syntax_error', 'infinite_loop_catch_all', 'c_level_spin', 'sum_range_huge'],
  ...['sleep_then_ok', 'fork_bomb', 'subprocess_shell', 'memory_bomb_catch', 'memory_one_shot', 'string_double'],
  ...['stderr_bomb', 'answer_bomb', 'recursion', 'c_stack_overflow', 'parser_bomb', 'zip_bomb', 'lone_surrogate'],
  ...['control_chars', 'eq_always_true', 'json_patch', 'stdout_spoof', 'fd_close', 'os_exit_0', 'atexit_spoof'],
  ...['raise_base', 'frame_walk', 'gc_scan', 'read_tests_path', 'read_canary', 'proc_environ', 'proc_fd', 'cwd_walk'],
  ...['symlink_escape', 'write_disk_bomb', 'net_tcp', 'net_localhost', 'net_unix', 'kill_parent', 'kill_all'],
  ...['alarm_disarm', 'thread_leave', 'settrace_off', 'pickle_rce', 'test_counter', 'time_side_channel'],
  ...['ctypes_segv', 'faulthandler_segv', 'open_fd_bomb', 'sqlite_bomb', 'prompt_injection'],
  ...['install_hooks', 'archive_with_parent_paths', 'archive_with_links', 'files_name_with_parent'],
  ...['source_with_byte_order_mark', 'source_right_to_left', 'source_of_look_alikes', 'collusion_by_timing'],
  'cache_side_channel',
];

const JAVASCRIPT_KINDS = [
  ...['ok', 'wrong', 'syntax', 'loop', 'loop_catch', 'loop_finally', 'recursion', 'mem', 'arraybuffer'],
  ...['string_doubling', 'join_huge', 'regex_redos', 'bigint_squaring', 'proto_pollution', 'proto_pollution2'],
  ...['json_patch', 'proto_in_answer', 'throwing_getter', 'cyclic_answer', 'proxy_trap_loop', 'thenable_answer'],
  ...['endless_promise_chain', 'function_constructor_escape', 'dynamic_import', 'globals_listing'],
  ...['prepare_stack_trace', 'symbol', 'undefined', 'nan_and_minus_zero', 'answer_very_deep', 'eval_nesting_bomb'],
  ...['atomics_wait', 'weakref_gc', 'state_between_tests'],
];

const SQL_KINDS = [
  ...['infinite_cte', 'attach_file', 'load_extension', 'readfile', 'writefile', 'pragma_memory', 'zeroblob_bomb'],
  ...['recursive_triggers', 'randomblob_bomb', 'printf_bomb', 'like_backtracking', 'glob_backtracking'],
  ...['many_columns', 'cross_joins', 'expression_depth', 'stacked_statements', 'comments_unclosed', 'schema_spoof'],
  ...['json_tree_bomb', 'vacuum_into', 'temporary_files', 'utf16_database', 'not_a_number', 'integers_beyond_doubles'],
];

const COMMAND_KINDS = [
  ...['shell_fork_bomb', 'shell_links_as_answers', 'shell_fifo_as_answer', 'shell_devices', 'shell_set_user_id'],
  ...['shell_kill_all', 'shell_daemon_holds_pipe', 'shell_archive_with_parents', 'shell_sparse_answer'],
  ...['shell_file_names', 'shell_namespaces', 'shell_terminal_input', 'shell_install_hooks'],
];

describe.each([
  ['python', PYTHON_KINDS],
  ['javascript', JAVASCRIPT_KINDS],
  ['sql', SQL_KINDS],
  ['command', COMMAND_KINDS],
] as const)('the list for %s', (language, kinds) => {
  const names = attacksIn(language).map(({ name }) => name);

  test('names every attack once', () => {
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('has every kind that it must', () => {
    expect(kinds.filter((kind) => !names.includes(kind))).toEqual([]);
  });
});

test('no attack is a copy of another', () => {
  for (const language of ['python', 'javascript', 'sql', 'command'] as const) {
    const texts = attacksIn(language).map(({ task, source, files, build, start }) =>
      JSON.stringify([task, source, files, build, start]),
    );
    expect(new Set(texts).size).toBe(texts.length);
  }
});
