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


# Examples of the form that Python's own documentation has: a call behind `>>>`, and under it what it gives.
def examples_of(tree, entry):
    documented = [node for node in tree.body if isinstance(node, FUNCTIONS) and node.name == entry]
    lines = (ast.get_docstring(documented[-1]) or '').splitlines() if documented else []
    found = []
    for at, line in enumerate(lines[:-1]):
        call, wanted = line.strip(), literal_of(lines[at + 1].strip())
        if not call.startswith('>>> ') or wanted is None:
            continue
        try:
            expression = ast.parse(call[4:], mode='eval').body
        except SyntaxError:
            continue
        if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Name) and expression.func.id == entry:
            found.append(f'assert {ast.unparse(expression)} == {wanted}')
    return found[:EXAMPLES_MAX]


# The first assertion that stands for itself: it compares one call with a literal.
def first_assertion(trees, entry):
    for tree in trees:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Assert) or not isinstance(node.test, ast.Compare):
                continue
            names = [one.id for one in ast.walk(node.test) if isinstance(one, ast.Name)]
            if names in (['candidate'], [entry]):
                return [f'candidate = {entry}\nassert {ast.unparse(node.test)}']
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
    entry = entry or (asked[0] if asked else None)
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
