/** What reports are called and mean, for those who write them and those who decide on them. */
import type { ReportCategory, ReportOutcome, ReportStatus } from '@/gql/graphql';

export const CATEGORIES: { value: ReportCategory; label: string; text: string }[] = [
  {
    value: 'SPAM',
    label: 'Spam',
    text: 'Unwanted advertising, fraud, or the same again and again.',
  },
  {
    value: 'HARASSMENT',
    label: 'Harassment',
    text: 'Somebody is insulted, followed about or not left in peace.',
  },
  {
    value: 'HATE',
    label: 'Hatred',
    text: 'Against people for what they are: origin, faith, sex, disability.',
  },
  { value: 'VIOLENCE', label: 'Violence', text: 'Threats, cruelty, or praise of them.' },
  {
    value: 'SEXUAL',
    label: 'Sexual content',
    text: 'Where it does not belong, or that nobody asked for.',
  },
  {
    value: 'SELF_HARM',
    label: 'Self-harm',
    text: 'Somebody may be about to harm themselves. In an emergency call for help first.',
  },
  { value: 'ILLEGAL', label: 'Against the law', text: 'Anything the law forbids.' },
  { value: 'OTHER', label: 'Something else', text: 'Say what, below.' },
];

const LABELS = new Map(CATEGORIES.map(({ value, label }) => [value, label]));

export function categoryLabel(category: ReportCategory): string {
  return LABELS.get(category) ?? category;
}

export const STATUS_LABELS: Record<ReportStatus, string> = {
  OPEN: 'Open',
  RESOLVED: 'Resolved',
  DISMISSED: 'Dismissed',
};

export const OUTCOME_LABELS: Record<ReportOutcome, string> = {
  NONE: 'Nothing more',
  MESSAGE_DELETED: 'Message deleted',
  WARNED: 'Warned',
  TIMED_OUT: 'Timed out',
  KICKED: 'Kicked',
  BANNED: 'Banned',
};
