/** Who wants a bid of one's own: on the page that finds projects, and on the project itself. */

import { Link } from '@tanstack/react-router';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { type Invitation, openInvitations } from '../../data/invitations.ts';
import { useTitleOf } from '../../data/titles.ts';
import { useNames } from '../../data/use-floor.ts';
import type { AtDesk } from '../../data/working/use-desk.ts';
import { workingWords } from '../../text/working-words.ts';
import { OwnText } from './own-text.tsx';

function One({ desk, invitation }: { readonly desk: AtDesk; readonly invitation: Invitation }) {
  const { invited: text, find } = workingWords.working;
  const { projectId, employerId } = invitation.project;
  const title = useTitleOf(desk.name, projectId) ?? find.untitled(projectId);
  const nameOf = useNames(desk.name);
  return (
    <li className="invitation">
      <h3>
        <Link to="/working/$market/projects/$project" params={{ market: desk.name, project: String(projectId) }}>
          {title}
        </Link>
      </h3>
      <p className="soft">{text.by(nameOf(employerId))}</p>
      <Words desk={desk} invitation={invitation} />
    </li>
  );
}

function Words({ desk, invitation: { message } }: { readonly desk: AtDesk; readonly invitation: Invitation }) {
  return <OwnText market={desk.name} document={message.document} none="" withFiles={message.attachments.length > 0} />;
}

export function Invitations({ desk }: { readonly desk: AtDesk }) {
  const { invited: text } = workingWords.working;
  const all = openInvitations(desk.market, desk.you);
  if (all.length === 0) return null;
  return (
    <section className="card" aria-labelledby="invited-title">
      <div className="card-head">
        <div>
          <h2 id="invited-title">{text.title}</h2>
          <p className="soft">{text.text}</p>
        </div>
      </div>
      <ul className="card-body stack">
        {all.map((invitation) => (
          <One key={invitation.project.projectId} desk={desk} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}

/** On the project's own page, while the invitation can be followed. */
export function InvitedNote({ desk, project }: { readonly desk: AtDesk; readonly project: SeenProject }) {
  const { invited: text } = workingWords.working;
  const nameOf = useNames(desk.name);
  const own = openInvitations(desk.market, desk.you).find((one) => one.project.projectId === project.projectId);
  if (own === undefined) return null;
  return (
    <section className="notice" aria-label={text.badge}>
      <p className="strong">{text.by(nameOf(project.employerId))}</p>
      <Words desk={desk} invitation={own} />
    </section>
  );
}
