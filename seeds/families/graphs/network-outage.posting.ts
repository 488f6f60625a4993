/** Texts of the family `network-outage`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './network-outage.ts';

/** The function of each task. */
export const ENTRIES = { links: 'weak_links', nodes: 'weak_nodes', islands: 'islands' } as const;

export function networkOutagePieces({ main, need, say }: Manner, { task, report, view }: Settings): Piece[] {
  const call = `${ENTRIES[task]}(links${task === 'islands' ? ', failed' : ''}${view === 'centre' ? ', centre' : ''})`;
  const centre = view === 'centre';
  const counts = report === 'counts';
  const result = {
    links: centre
      ? main(
          `A link is weak if its failure cuts at least one node off from centre. Return ${counts ? '[one, two, number of nodes cut off]' : '[one, two]'} per weak link.`,
          `I want to know which single cables cut somebody off from the centre when they fail: for each of them ${counts ? '[one, two, lost] with the number of nodes that lose it' : '[one, two]'}.`,
          `The result lists ${counts ? '[one, two, lost]' : '[one, two]'} for each link without which at least one node is no longer connected with centre${counts ? ', lost being the number of such nodes' : ''}.`,
        )
      : main(
          `A link is weak if its two ends are no longer connected without it. Return ${counts ? '[one, two, nodes in the smaller of the two parts]' : '[one, two]'} per weak link.`,
          `I want to know which single cables split a network when they fail: for each of them ${counts ? '[one, two, size] with the number of nodes in the smaller of the two parts' : '[one, two]'}.`,
          `The result lists ${counts ? '[one, two, size]' : '[one, two]'} for each link whose ends are not connected without it${counts ? ', size being the number of nodes of the smaller part' : ''}.`,
        ),
    nodes: centre
      ? main(
          `A node is weak if its failure cuts at least one other node off from centre. centre itself is never listed. Return ${counts ? '[node, number of other nodes cut off] per weak node' : 'the names of the weak nodes'}.`,
          `I want to know which boxes cut others off from the centre when they fail (not the centre itself, that is clear): ${counts ? 'for each [node, lost] with the number of others that lose it' : 'their names'}.`,
          `The result lists ${counts ? '[node, lost]' : 'the names of the nodes'} other than centre without which at least one further node is no longer connected with centre${counts ? ', lost being the number of those' : ''}.`,
        )
      : main(
          `A node is weak if its neighbours are no longer all connected without it. Return ${counts ? '[node, number of parts its network falls into] per weak node' : 'the names of the weak nodes'}.`,
          `I want to know which boxes tear their network apart when they fail: ${counts ? 'for each [node, parts] with the number of parts that are left of its network' : 'their names'}.`,
          `The result lists ${counts ? '[node, parts]' : 'the names of the nodes'} without which the rest of their network is not connected${counts ? ', parts being the number of connected parts of that rest' : ''}.`,
        ),
    islands: centre
      ? main(
          `The nodes in failed are out, with all their links. Return ${counts ? 'how many of the other nodes are' : 'the names of the other nodes that are'} not connected with centre. If centre itself failed: ${counts ? 'all others count' : 'all others'}.`,
          `When the nodes in failed are out together with their cables, ${counts ? 'how many' : 'which'} of the others have lost the centre? If the centre itself is out, it is all of them.`,
          `After removal of the nodes in failed and their links the result is the ${counts ? 'number' : 'list'} of remaining nodes not connected with centre; all of them where centre is in failed.`,
        )
      : main(
          `The nodes in failed are out, with all their links. Return ${counts ? 'the sizes of the connected groups that remain, largest first' : 'the connected groups that remain, each a sorted list of names, sorted by their first name'}.`,
          `When the nodes in failed are out together with their cables, the rest falls into groups. ${counts ? 'Give me their sizes, the largest first' : 'Give me each group as a sorted list of names, and the groups in order of their first names'}. A single node is a group too.`,
          `After removal of the nodes in failed and their links the result lists the ${counts ? 'sizes of the connected groups in descending order' : 'connected groups, each ascending by name, the groups ascending by first name'}. A node without links is a group.`,
        ),
  }[task];
  const sorted =
    task === 'islands'
      ? need(
          [
            'failed may name nodes that do not exist. Names are sorted as text.',
            'There may be names in failed that are in no link; ignore them. Sorting is by the characters of names.',
            'Elements of failed that are in no link have no effect. Order is that of strings.',
          ],
          'no links',
          'one link',
          'a star',
        )
      : need(
          [
            task === 'links'
              ? 'The two names of a link in order, links sorted by first, then second name.'
              : 'Sorted by name.',
            task === 'links'
              ? 'In each answer the smaller name comes first, and the list is sorted by the first and then the second name.'
              : 'The list is sorted by name.',
            task === 'links'
              ? 'The names of a link ascend, and the links ascend by first, then second name.'
              : 'The list ascends by name.',
          ],
          'a chain',
          'a star',
        );
  return [
    say(
      `solution.py: ${call}. links is a list of pairs of names, in any direction, without repeats. Nodes are the names in links.`,
      `Please write ${call} in solution.py. Links are pairs of node names, each pair once and in no special direction; a node is whatever has a link.`,
      `solution.py defines ${call}. links is a list of pairs of distinct names, each unordered pair at most once; the nodes are the names occurring there.`,
    ),
    result,
    need(
      [
        'Links work both ways. There can be several networks that are not connected at all.',
        'Cables work in both directions, and not everything hangs together even on a good day.',
        'Links are bidirectional. The network need not be connected.',
      ],
      'two networks',
      'drawn 2',
    ),
    sorted,
    ...(centre
      ? [
          say(
            'centre is a node (unless there are no links at all).',
            'The centre is one of the nodes, except when there are no links at all.',
            'centre is a node unless links is empty.',
          ),
        ]
      : []),
    need(
      [
        `No links: ${task === 'islands' && centre && counts ? '0' : 'empty list'}.`,
        `Without links the answer is ${task === 'islands' && centre && counts ? '0' : 'an empty list'}.`,
        `For empty links the result is ${task === 'islands' && centre && counts ? '0' : 'an empty list'}.`,
      ],
      'no links',
    ),
  ];
}
