// Removes types inside a guest of its own. One expression: a function of `modules`, the library's modules as functions
// by path, that gives back the one entry: from sources by path to plain JavaScript by path, or to the first trouble.
(modules) => {
  // They check options, write source maps and print tokens, would need further packages, and are never called here.
  const unused = {
    'Options.js': { validateOptions: () => {} },
    'computeSourceMap.js': {},
    'util/formatTokens.js': {},
  };
  const loaded = new Map(Object.entries(unused).map(([path, exports]) => [path, { exports }]));

  const resolve = (from, name) => {
    const names = from.split('/').slice(0, -1);
    for (const part of name.split('/')) {
      if (part === '..') names.pop();
      else if (part !== '.') names.push(part);
    }
    const path = names.join('/');
    const found = [`${path}.js`, `${path}/index.js`].find((full) => loaded.has(full) || Object.hasOwn(modules, full));
    if (found === undefined) throw new Error(`the library has no module ${name} for ${from}`);
    return found;
  };

  const load = (path) => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    modules[path](module.exports, (name) => load(resolve(path, name)), module);
    return module.exports;
  };

  const { transform } = load('index.js');
  const { parse } = load('parser/index.js');
  const { name } = load('parser/tokenizer/types.js').TokenType;
  const { _namespace, _module } = load('parser/tokenizer/keywords.js').ContextualKeyword;

  // The library would drop a namespace without a word, and with it the values inside.
  const refuseNamespaces = (source) => {
    if (!/\b(?:namespace|module)\b/.test(source)) return;
    const { tokens } = parse(source, false, true, false);
    const opened = tokens.findIndex(({ isType, contextualKeyword, type }, index) => {
      if (!isType || type !== name || (contextualKeyword !== _namespace && contextualKeyword !== _module)) return false;
      const word = (token) => (token === undefined ? '' : source.slice(token.start, token.end));
      if (tokens[index + 1]?.type !== name || !/^[{.]$/.test(word(tokens[index + 2]))) return false;
      return word(tokens[index - 1]) !== 'declare';
    });
    if (opened === -1) return;
    const problem = new SyntaxError('a namespace holds values; write a module of its own instead');
    problem.loc = { line: source.slice(0, tokens[opened].start).split('\n').length };
    throw problem;
  };

  const explain = (path, problem) => {
    const line = problem.loc === undefined ? '' : `:${problem.loc.line}`;
    const what = String(problem.message).replace(/ \(\d+:\d+\)$/, '');
    return `${problem.name}: ${what} (${path}${line})`;
  };

  return (sources) => {
    const files = {};
    for (const [path, source] of Object.entries(sources)) {
      try {
        refuseNamespaces(source);
        // Newer forms than types, such as class fields, are left to the engine, which knows them.
        files[path] = transform(source, { transforms: ['typescript'], disableESTransforms: true }).code;
      } catch (problem) {
        if (String(problem.message) === 'out of memory') throw problem;
        return { trouble: explain(path, problem) };
      }
    }
    return { files };
  };
};
