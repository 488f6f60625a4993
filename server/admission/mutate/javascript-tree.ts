/** What the operators need of a syntax tree of JavaScript: nodes, their places, and the part they play in their parent. */

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

/** A node and the field of its parent that it stands in; `required` for what a `require` names. */
export interface Child {
  readonly node: SyntaxNode;
  readonly role: string;
}

/** Fields that hold no part of the program. */
const NOT_CHILDREN: ReadonlySet<string> = new Set([
  'loc',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'directives',
]);

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}

function isRequire(node: SyntaxNode): boolean {
  const { callee } = node;
  return node.type === 'CallExpression' && isNode(callee) && callee.name === 'require';
}

export function childrenOf(node: SyntaxNode): Child[] {
  const required = isRequire(node);
  return Object.entries(node).flatMap(([field, value]) => {
    if (NOT_CHILDREN.has(field)) return [];
    const role = required && field === 'arguments' ? 'required' : field;
    return (Array.isArray(value) ? value : [value]).filter(isNode).map((child): Child => ({ node: child, role }));
  });
}

export function textOf({ start, end }: { readonly start: number; readonly end: number }, source: string): string {
  return source.slice(start, end);
}
