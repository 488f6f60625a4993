// The small `fs` of the JavaScript guest, over the files of the request and nothing else. One expression: a function of
// `state`, which holds the request, the files by absolute path (null for an empty folder) and the paths that changed.
(state) => {
  const text = String;
  const folderOf = (path) => path.slice(0, path.lastIndexOf('/'));

  class FileError extends Error {
    constructor(code, path) {
      super(`${code}: ${path}`);
      this.code = code;
    }
  }

  class Bytes extends Uint8Array {
    toString() {
      let encoded = '';
      for (const byte of this) encoded += `%${(byte + 256).toString(16).slice(1)}`;
      return decodeURIComponent(encoded);
    }
  }

  const toBytes = (content) => {
    const bytes = [];
    const encoded = encodeURIComponent(content);
    for (let at = 0; at < encoded.length; at += 1) {
      const escaped = encoded[at] === '%';
      bytes.push(escaped ? Number.parseInt(encoded.slice(at + 1, at + 3), 16) : encoded.charCodeAt(at));
      if (escaped) at += 2;
    }
    return Bytes.from(bytes);
  };

  const absolute = (path) => {
    const names = [];
    const full = text(path);
    for (const name of (full.startsWith('/') ? full : `${state.request.folder}/${full}`).split('/')) {
      if (name === '..') names.pop();
      else if (name !== '' && name !== '.') names.push(name);
    }
    return `/${names.join('/')}`;
  };

  const isFolder = (path) =>
    path === '/' ||
    state.files.get(path) === null ||
    [...state.files.keys()].some((name) => name.startsWith(`${path}/`));
  const writablePath = (path) => {
    const full = absolute(path);
    if (state.request.kind !== 'files' || !full.startsWith('/case/')) throw new FileError('EROFS', full);
    if (isFolder(full)) throw new FileError('EISDIR', full);
    if (!isFolder(folderOf(full))) throw new FileError('ENOENT', full);
    return full;
  };

  const content = (path) => {
    if (path === 0 || path === '/dev/stdin') return state.request.stdin;
    const full = absolute(path);
    const found = state.files.get(full);
    if (found === undefined || found === null) throw new FileError(isFolder(full) ? 'EISDIR' : 'ENOENT', full);
    return found;
  };

  const fs = {
    readFileSync: (path, options) => {
      const found = content(path);
      return options === undefined || options === null ? toBytes(found) : found;
    },
    writeFileSync: (path, data) => {
      const full = writablePath(path);
      state.files.set(full, text(data));
      state.changed.add(full);
    },
    appendFileSync: (path, data) => {
      const full = writablePath(path);
      state.files.set(full, (state.files.get(full) ?? '') + text(data));
      state.changed.add(full);
    },
    existsSync: (path) => state.files.has(absolute(path)) || isFolder(absolute(path)),
    readdirSync: (path) => {
      const full = absolute(path);
      if (!isFolder(full)) throw new FileError(state.files.has(full) ? 'ENOTDIR' : 'ENOENT', full);
      const start = full === '/' ? '/' : `${full}/`;
      const names = [...state.files.keys()]
        .filter((name) => name.startsWith(start))
        .map((name) => name.slice(start.length));
      return [...new Set(names.map((name) => name.split('/')[0]))].sort();
    },
    mkdirSync: (path, options) => {
      const full = absolute(path);
      if (!full.startsWith('/case/') || state.request.kind !== 'files') throw new FileError('EROFS', full);
      if (fs.existsSync(full)) {
        if (options?.recursive === true) return;
        throw new FileError('EEXIST', full);
      }
      if (!isFolder(folderOf(full))) {
        if (options?.recursive !== true) throw new FileError('ENOENT', full);
        fs.mkdirSync(folderOf(full), options);
      }
      state.files.set(full, null);
    },
    unlinkSync: (path) => {
      const full = writablePath(path);
      if (!state.files.delete(full)) throw new FileError('ENOENT', full);
      state.changed.delete(full);
    },
  };

  return { fs, absolute };
};
