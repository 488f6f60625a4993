# Deliberate slips: one small change in the syntax tree of a program, named by an operator and an index. The program that is
# given back is spelled anew, so a table of slips holds nothing of any program.
import ast

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.BitXor: ast.BitOr, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}


def compare(node):
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
        return True


def arithmetic(node):
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
        node.op = ARITHMETIC[type(node.op)]()
        return True


def number(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value += 1
        return True


def text(node):
    if isinstance(node, ast.Constant) and type(node.value) is str:
        node.value += '~'
        return True


def truth(node):
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        node.value = not node.value
        return True


def joining(node):
    if isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        return True


def nothing(node):
    if isinstance(node, ast.Return) and node.value is not None:
        node.value = ast.Constant(None)
        return True


OPERATORS = {one.__name__: one for one in (compare, arithmetic, number, text, truth, joining, nothing)}


# The syntax tree without the sentence that a function opens with: no slip is in there.
def tree_of(source):
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return tree


def slipped(source, operator, index):
    tree = tree_of(source)
    apply = OPERATORS[operator]
    count = 0
    for node in ast.walk(tree):
        probe = ast.copy_location(type(node)(**{name: value for name, value in ast.iter_fields(node)}), node)
        if isinstance(node, ast.Compare):
            probe.ops = [*node.ops]
        if not apply(probe):
            continue
        if count == index:
            apply(node)
            return ast.unparse(ast.fix_missing_locations(tree))
        count += 1
    return None
