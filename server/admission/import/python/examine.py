# What an imported task consists of, read from its syntax trees: nothing of it runs here. One program, the assertions about
# it, and what runs before them; the answer says what they define, import and ask for.
import ast, importlib.util

# Assertions that run texts could run what a delivery returned.
EVALUATES = ('eval', 'exec', 'compile', '__import__', 'breakpoint')
LOADERS = ('pickle', 'marshal', 'shelve', 'runpy', 'importlib', 'code', 'codeop', 'dill', 'joblib', 'cloudpickle')
EXAMPLES_MAX = 5
SLIPS_MAX = 12
COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.BitXor: ast.BitOr, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def defined_in(tree):
    names = []
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return names


def classes_in(tree):
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef)]


def named_in(trees):
    return [node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)]


def imported_in(trees):
    modules = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split('.')[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or '.').split('.')[0] or '.')
    return modules


def is_missing(module):
    try:
        return importlib.util.find_spec(module) is None
    except (ImportError, ValueError):
        return True


# What is asked of a module, by the names that it was given: `np.testing.assert_allclose` is `testing.assert_allclose`.
def asked_of(module, trees):
    aliases, asked = set(), set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                aliases |= {alias.asname or alias.name for alias in node.names if alias.name == module}
                asked |= {alias.name for alias in node.names if alias.name.startswith(module + '.')}
            elif isinstance(node, ast.ImportFrom) and (node.module or '').split('.')[0] == module:
                asked |= {alias.name for alias in node.names}
    for tree in trees:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute):
                continue
            inner = node.value
            if isinstance(inner, ast.Name) and inner.id in aliases:
                asked.add(node.attr)
            elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id in aliases:
                asked.add(f'{inner.attr}.{node.attr}')
    return sorted(asked)


def literal_of(text):
    try:
        return repr(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def parsed(text, mode):
    try:
        return ast.parse(text, mode=mode).body
    except (SyntaxError, ValueError):
        return None


# Whether it names the function and nothing else: then it can be read without what stands around it.
def is_about(node, entry):
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name)] in ([entry], ['candidate'])


# Examples in what a program says about itself: a call behind `>>>` with what it gives in the next line, or an assertion.
def examples_of(tree, entry):
    documented = [tree, *(node for node in tree.body if isinstance(node, FUNCTIONS) and node.name == entry)]
    lines = [line.strip() for node in documented for line in [*(ast.get_docstring(node) or '').splitlines(), '']]
    found = []
    for line, after in zip(lines, [*lines[1:], '']):
        call = parsed(line[4:], 'eval') if line.startswith('>>> ') else None
        wanted = literal_of(after)
        if isinstance(call, ast.Call) and is_about(call, entry) and wanted is not None:
            found.append(f'assert {ast.unparse(call)} == {wanted}')
        said = parsed(line, 'exec') if line.startswith('assert ') else None
        if said and isinstance(said[0], ast.Assert) and is_about(said[0].test, entry):
            found.append(ast.unparse(said[0]))
    return found[:EXAMPLES_MAX]


# The first assertion that stands for itself: it compares one call with something that is written out.
def first_assertion(trees, entry):
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare) and is_about(node.test, entry):
            return [f'candidate = {entry}\nassert {ast.unparse(node.test)}']
        if isinstance(node, ast.Call) and getattr(node.func, 'attr', None) == 'assertEqual' and len(node.args) == 2:
            call, wanted = node.args[0], literal_of(ast.unparse(node.args[1]))
            if isinstance(call, ast.Call) and is_about(call, entry) and wanted is not None:
                return [f'assert {ast.unparse(call)} == {wanted}']
    return []


# Sets of the kind `inputs = […]`, `results = […]`: the first of each.
def first_pair(trees, entry):
    lists = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.List):
                lists.setdefault(node.targets[0].id, node.value.elts)
    pair = lists.get('inputs'), lists.get('results')
    if not pair[0] or not pair[1]:
        return []
    arguments, wanted = (literal_of(ast.unparse(one[0])) for one in pair)
    return [] if arguments is None or wanted is None else [f'assert {entry}(*{arguments}) == {wanted}']


def slip_at(node):
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
        node.op = ARITHMETIC[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        node.value = not node.value
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value += 1
    elif isinstance(node, ast.Return) and node.value is not None:
        node.value = ast.Constant(None)
    else:
        return False
    return True


# The program with one slip each, spelled anew: comparisons, arithmetic, joins and constants from the outside in.
def slips_of(program):
    places = [place for place, node in enumerate(ast.walk(ast.parse(program))) if slip_at(node)][:SLIPS_MAX]
    found = []
    for place in places:
        tree = ast.parse(program)
        node = [*ast.walk(tree)][place]
        slip_at(node)
        found.append({'line': getattr(node, 'lineno', 0), 'program': ast.unparse(ast.fix_missing_locations(tree))})
    return found


def examine(program, setup, tests, entry):
    try:
        tree, before = ast.parse(program), ast.parse(setup)
        asserted = [ast.parse(test) for test in tests]
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        return {'problem': f'{type(problem).__name__}: {problem}'}
    ours = [before, *asserted]
    defined = defined_in(tree)
    named = named_in(asserted)
    asked = [name for name in dict.fromkeys(named) if name in defined]
    functions = [name for name in asked if name not in classes_in(tree)]
    entry = entry or next(iter([*functions, *asked]), None)
    modules = imported_in(ours)
    return {
        'entry': entry if entry in defined else None,
        'names': [name for name in asked if name != entry],
        'missing': sorted(filter(is_missing, imported_in([tree]))),
        'tests_missing': sorted(filter(is_missing, modules)),
        'numpy': asked_of('numpy', ours),
        'evaluates': sorted({name for name in named_in(ours) if name in EVALUATES} | modules & set(LOADERS)),
        'examples': examples_of(tree, entry),
        'fallbacks': first_assertion(asserted, entry) + first_pair(asserted, entry) if entry else [],
        'slips': slips_of(program),
    }
