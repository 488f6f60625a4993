/** Buttons, and links that look like them. */

import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';

interface Look {
  /** `primary`: what most come here for, once a page. `quiet`: beside other things. */
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly size?: 'small' | 'normal';
  /** Nothing but a picture: then it needs an `aria-label`. */
  readonly shape?: 'text' | 'icon';
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { readonly children: ReactNode };

export function Button({ kind = 'plain', size = 'normal', shape = 'text', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className="button" data-kind={kind} data-size={size} data-shape={shape} />;
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement>;

function ButtonAnchor({ kind = 'plain', size = 'normal', shape = 'text', children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className="button" data-kind={kind} data-size={size} data-shape={shape}>
      {children}
    </a>
  );
}

/** Leads to another page of the app; `to` and `params` as any link of the router. */
export const ButtonLink = createLink(ButtonAnchor);
