/**
 * Stands for Podman in tests: records every command line, and runs what a container would run as an ordinary process of
 * this machine. IT ISOLATES NOTHING: it shows what is asked of an engine and what comes through it, never that it holds.
 */

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface EngineShim {
  /** To be named as the engine. */
  readonly command: string;
  /** The command lines so far, each without the engine's name. */
  calls(): string[][];
  remove(): void;
}

/** `fails`: the first words of command lines that it answers with an error. */
export function createEngineShim(name: 'podman' | 'docker' = 'podman', fails: readonly string[] = []): EngineShim {
  const folder = mkdtempSync(join(tmpdir(), 'arena-engine-'));
  const command = join(folder, name);
  const record = join(folder, 'calls');
  const path = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
  mkdirSync(join(folder, 'alive'));
  const script = `#!/bin/sh
printf '%s\\0' "$@" >> '${record}'; printf '\\n\\0' >> '${record}'
case " ${fails.join(' ')} " in *" $1 "*) echo "$1 fails here" >&2; exit 125;; esac
case "$1" in
  version) echo 5.0.0;;
  run)
    for word; do case "$last" in --name) name=$word;; esac; last=$word; done
    home='${folder}'/$name
    mkdir -p "$home/delivery" "$home/case"
    echo $$ > '${folder}'/alive/$name
    export SANDBOX_DELIVERY="$home/delivery" SANDBOX_CASE="$home/case" SANDBOX_PATH='${path}'
    exec python3 -I -B -c "$last";;
  rm)
    for name; do :; done
    pid=$(cat '${folder}'/alive/$name 2>/dev/null) || exit 0
    for tick in 1 2 3 4 5 6 7 8 9 10; do kill -0 $pid 2>/dev/null || exit 0; sleep 0.2; done
    kill -9 $pid;;
esac
`;
  writeFileSync(command, script);
  chmodSync(command, 0o755);
  return {
    command,
    calls: () => {
      if (!existsSync(record)) return [];
      const lines: string[][] = [[]];
      for (const word of readFileSync(record, 'utf8').split('\0')) {
        if (word === '\n') lines.push([]);
        else lines.at(-1)?.push(word);
      }
      return lines.filter((line) => line.length > 0 && line.join('') !== '');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
