/**
 * The program of ours that finds slips in Python. It runs in the sandbox, over the text of the reference as data: CPython's own
 * `ast` reads it, so it knows the language exactly as the reviewer does. Places are bytes of UTF-8.
 */
export const PYTHON_MUTATOR = String.raw`
import ast

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}
ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
CALLS = {
    'min': ('min and max', 'max'), 'max': ('min and max', 'min'), 'any': ('boolean', 'all'), 'all': ('boolean', 'any'),
    'upper': ('text case', 'lower'), 'lower': ('text case', 'upper'), 'title': ('text case', 'upper'),
    'startswith': ('text case', 'endswith'), 'endswith': ('text case', 'startswith'),
    'lstrip': ('text case', 'rstrip'), 'rstrip': ('text case', 'lstrip'),
    'find': ('slice', 'rfind'), 'rfind': ('slice', 'find'), 'partition': ('slice', 'rpartition'), 'rpartition': ('slice', 'partition'),
    'floor': ('arithmetic', 'ceil'), 'ceil': ('arithmetic', 'floor'), 'append': ('slice', 'clear'),
}
DROPPED = {'strip': 'text case', 'upper': 'text case', 'lower': 'text case', 'casefold': 'text case', 'abs': 'arithmetic', 'reversed': 'sort order', 'set': 'statement deletion'}


class Finder(ast.NodeVisitor):
    def __init__(self, source):
        self.starts = [0]
        for line in source.encode().split(b'\n'):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.edits = []

    def emit(self, operator, node, text):
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        self.edits.append([operator, node.lineno, start, end, text])

    def swap(self, operator, node, other):
        self.emit(operator, node, '(' + ast.unparse(other) + ')')

    def visit_Compare(self, node):
        if isinstance(node.left, ast.Name) and node.left.id == '__name__':
            return
        for at, kind in enumerate(node.ops):
            for other in COMPARISONS[type(kind)]:
                ops = node.ops[:at] + [other()] + node.ops[at + 1:]
                self.swap('comparison', node, ast.Compare(node.left, ops, node.comparators))
        self.generic_visit(node)

    def visit_BinOp(self, node):
        texts = [side for side in (node.left, node.right) if isinstance(side, ast.JoinedStr) or isinstance(side, ast.Constant) and isinstance(side.value, str)]
        # A text is joined, repeated or filled in, not calculated: anything else raises, and that proves nothing.
        if not texts and type(node.op) in ARITHMETIC:
            self.swap('arithmetic', node, ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right))
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self.swap('boolean', node, ast.BoolOp(other, node.values))
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.Not):
            self.swap('boolean', node, ast.Call(ast.Name('bool'), [node.operand], []))
        if isinstance(node.op, ast.USub):
            self.swap('arithmetic', node, node.operand)
        self.generic_visit(node)

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, bool):
            self.emit('constant', node, str(not value))
        elif isinstance(value, int):
            for other in {0: (1, -1), 1: (0, 2)}.get(value, (value + 1, value - 1)):
                self.emit('constant', node, '(' + str(other) + ')')
        elif isinstance(value, float):
            self.emit('constant', node, '(' + repr(value + 1) + ')')
        elif isinstance(value, str):
            self.emit('constant', node, "''" if value else "'x'")

    def visit_JoinedStr(self, node):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_AugAssign(self, node):
        self.emit('statement deletion', node, 'pass')
        other = ARITHMETIC.get(type(node.op))
        text = isinstance(node.value, ast.JoinedStr) or isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        if other is not None and not text:
            self.emit('arithmetic', node, ast.unparse(ast.AugAssign(node.target, other(), node.value)))
        self.generic_visit(node)

    def visit_Assign(self, node):
        if all(isinstance(target, (ast.Subscript, ast.Attribute)) for target in node.targets):
            self.emit('statement deletion', node, 'pass')
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Constant):
            return
        self.emit('statement deletion', node, 'pass')
        self.generic_visit(node)

    def visit_Raise(self, node):
        self.emit('statement deletion', node, 'pass')
        self.generic_visit(node)

    def visit_Return(self, node):
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.emit('return value', node.value, 'None')
        self.generic_visit(node)

    def forced(self, test, *values):
        main = isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == '__name__'
        for value in () if main else values:
            self.emit('condition forced', test, value)

    def visit_If(self, node):
        self.forced(node.test, 'True', 'False')
        self.generic_visit(node)

    def visit_IfExp(self, node):
        self.forced(node.test, 'True', 'False')
        self.generic_visit(node)

    def visit_While(self, node):
        # Forced to be true it has no end, is cut by its fuel, and says nothing about the cases.
        if not isinstance(node.test, ast.Constant):
            self.forced(node.test, 'False')
        self.generic_visit(node)

    def visit_comprehension(self, node):
        for test in node.ifs:
            self.forced(test, 'True', 'False')
        self.generic_visit(node)

    def visit_Subscript(self, node):
        index = node.slice
        if isinstance(index, ast.Slice):
            for bound, step in ((index.lower, ast.Add()), (index.upper, ast.Sub())):
                if bound is not None and not isinstance(bound, ast.Constant):
                    self.swap('slice', bound, ast.BinOp(bound, step, ast.Constant(1)))
        elif isinstance(index, ast.BinOp):
            self.swap('slice', index, ast.BinOp(index, ast.Add(), ast.Constant(1)))
        self.generic_visit(node)

    def visit_Call(self, node):
        function = node.func
        name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ''
        if name in CALLS:
            operator, other = CALLS[name]
            changed = ast.Name(other) if isinstance(function, ast.Name) else ast.Attribute(function.value, other)
            if not (name == 'append' and isinstance(function, ast.Name)):
                self.swap(operator, node, ast.Call(changed, [] if other == 'clear' else node.args, node.keywords))
        if name in DROPPED and isinstance(function, ast.Attribute) and not node.args:
            self.swap(DROPPED[name], node, function.value)
        if name in DROPPED and isinstance(function, ast.Name) and len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
            self.swap(DROPPED[name], node, ast.Call(ast.Name('list'), node.args, []) if name != 'abs' else node.args[0])
        if name in ('sorted', 'sort'):
            self.sorting(node)
        if name == 'range' and node.args and not isinstance(node.args[-1], ast.Starred):
            last = 0 if len(node.args) == 1 else 1
            for step in (ast.Add(), ast.Sub()):
                args = list(node.args)
                args[last] = ast.BinOp(args[last], step, ast.Constant(1))
                self.swap('loop', node, ast.Call(function, args, node.keywords))
        self.generic_visit(node)

    def sorting(self, node):
        given = [word for word in node.keywords if word.arg == 'reverse']
        rest = [word for word in node.keywords if word.arg != 'reverse']
        turned = ast.UnaryOp(ast.Not(), given[0].value) if given else ast.Constant(True)
        self.swap('sort order', node, ast.Call(node.func, node.args, rest + [ast.keyword('reverse', turned)]))
        without = [word for word in node.keywords if word.arg != 'key']
        if len(without) < len(node.keywords):
            self.swap('sort order', node, ast.Call(node.func, node.args, without))

    def visit_Break(self, node):
        self.emit('loop', node, 'continue')

    def visit_Continue(self, node):
        self.emit('loop', node, 'break')

    def visit_arguments(self, node):
        for value in node.defaults + [value for value in node.kw_defaults if value is not None]:
            if not (isinstance(value, ast.Constant) and value.value is None):
                self.emit('default argument', value, 'None')
            self.visit(value)

    def visit_FunctionDef(self, node):
        for part in [node.args, *node.decorator_list, *node.body]:
            self.visit(part)

    visit_AsyncFunctionDef = visit_FunctionDef


def edits(source):
    finder = Finder(source)
    finder.visit(ast.parse(source))
    return finder.edits


def broken(sources):
    found = []
    for at, source in enumerate(sources):
        try:
            compile(source, 'solution.py', 'exec')
        except (SyntaxError, ValueError):
            found.append(at)
    return found
`;
