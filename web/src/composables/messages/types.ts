import type { MessageFieldsFragment } from '@/gql/graphql';

/** A message as this client keeps it. */
export interface ChatMessage extends MessageFieldsFragment {
  /** `createdAt` in milliseconds, read once. */
  readonly time: number;
  /** From where to page on; null for one that came as an event. */
  readonly cursor: string | null;
  /** The nonce under which this very tab sent it, if it did. */
  readonly nonce: string | null;
  /** What an edit that is on its way will make of it. */
  readonly editing: string | null;
  /** Whether its deletion is on its way. */
  readonly deleting: boolean;
}

/** Why a message could not be sent, in words to show. */
export interface SendFailure {
  readonly message: string;
  /** Whether trying again unchanged may help. */
  readonly retryable: boolean;
}

/** A message that the server has not acknowledged yet. */
export interface PendingMessage {
  /** Chosen once: however often it is sent, the server keeps one. */
  readonly nonce: string;
  readonly channelId: string;
  readonly content: string;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly createdAt: number;
  readonly state: 'queued' | 'sending' | 'failed';
  /** When the server will take it, where it said to wait; milliseconds since the epoch. */
  readonly notBefore: number | null;
  readonly failure: SendFailure | null;
}
