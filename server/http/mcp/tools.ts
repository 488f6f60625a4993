/** The tools of the MCP server, in the order in which a freelancer meets them; the order never changes between answers. */

import type { Tool } from './tool.ts';
import { acceptAward, amendBid, declineAward, placeBid, retractBid } from './tools/bidding.ts';
import { findProjects, listActions, readProject } from './tools/finding.ts';
import { readMessages, sendMessage } from './tools/words.ts';
import { deliver, readStatement, readVerdict, runVisibleCases } from './tools/working.ts';

export const TOOLS: readonly Tool[] = [
  listActions,
  findProjects,
  readProject,
  placeBid,
  amendBid,
  retractBid,
  acceptAward,
  declineAward,
  runVisibleCases,
  deliver,
  readVerdict,
  readStatement,
  readMessages,
  sendMessage,
];
