/**
 * The live stream: one subscription for everything the person may see, resumed by cursor after
 * every break. Stores listen; nothing else in the client speaks to the socket.
 */
import { createClient, type Client } from 'graphql-ws';
import { EventsDocument, type EventsSubscription } from '@/gql/graphql';
import { accessToken, renew } from './auth';
import { ApiError } from './errors';

/** One envelope of the stream. */
export type EventEnvelope = EventsSubscription['events'];
/** Every event that this client knows; `__typename` tells them apart. */
export type EventUnion = EventEnvelope['event'];

export type EventHandler = (event: EventUnion, cursor: string) => void;
export type ResyncHandler = () => void;

/** How the stream is. */
export interface StreamStatus {
  state: 'connecting' | 'online' | 'offline';
  /** Whether it goes on from where it broke off, rather than from now. */
  resumed: boolean;
}

/** The server's words for "your session has ended" and "this token is not good (any more)". */
const CLOSE_UNAUTHORISED: readonly (number | null)[] = [4401, 4403];
/** "You read too slowly": nothing is wrong with the way, so come back at once. */
const CLOSE_TOO_SLOW = 4480;
/** The server restarts, and everybody is coming back with us: spread out. */
const CLOSE_RESTARTING = 1012;

const LONGEST_WAIT_MS = 20_000;
const PING_EVERY_MS = 15_000;
const PONG_WITHIN_MS = 8_000;

const eventHandlers = new Set<EventHandler>();
const resyncHandlers = new Set<ResyncHandler>();
const statusHandlers = new Set<(status: StreamStatus) => void>();

let cursor: string | null = null;
/** Counts starts and stops: whatever belongs to an earlier one no longer counts. */
let generation = 0;
let client: Client | null = null;
let cutWaitShort: (() => void) | null = null;

/** Hears every event, in order. Returns the way to stop. */
export function onEvent(handler: EventHandler): () => void {
  eventHandlers.add(handler);
  return () => eventHandlers.delete(handler);
}

/** Hears that events were missed for good: what was loaded has to be asked for again. */
export function onResync(handler: ResyncHandler): () => void {
  resyncHandlers.add(handler);
  return () => resyncHandlers.delete(handler);
}

/** Hears how the stream is. */
export function onStatus(handler: (status: StreamStatus) => void): () => void {
  statusHandlers.add(handler);
  return () => statusHandlers.delete(handler);
}

function tell(status: StreamStatus) {
  for (const handler of statusHandlers) handler(status);
}

/** Tells every listener to ask again by query. */
export function resync() {
  for (const handler of resyncHandlers) handler();
}

function deliver(envelope: EventEnvelope) {
  cursor = envelope.cursor;
  for (const handler of eventHandlers) {
    try {
      handler(envelope.event, envelope.cursor);
    } catch (error) {
      // One store's mistake must not keep the event from the others, nor end the stream.
      console.error('An event could not be applied', error);
    }
  }
  if (envelope.event.__typename === 'ResyncRequired') resync();
}

interface Ending {
  closeCode: number | null;
  /** The token that the connection was opened with. */
  token: string | null;
}

/** One connection, from opening to its end, however that comes about. */
function connectOnce(): Promise<Ending> {
  return new Promise((done) => {
    let token: string | null = null;
    let pongTimer: ReturnType<typeof setTimeout> | undefined;
    const resuming = cursor !== null;
    const end = (closeCode: number | null) => {
      clearTimeout(pongTimer);
      done({ closeCode, token });
    };
    const current = createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      connectionParams: async () => {
        token = await accessToken();
        return { authorization: `Bearer ${token ?? ''}` };
      },
      // This module decides when to come back, since it resumes from a cursor that moves on.
      retryAttempts: 0,
      keepAlive: PING_EVERY_MS,
      connectionAckWaitTimeout: 10_000,
      // The same id for everybody: all sockets then share the very same bytes of an event.
      generateID: () => 'events',
      on: {
        connected: () => {
          tell({ state: 'online', resumed: resuming });
        },
        ping: (received) => {
          // A connection that died silently answers no ping; waiting for TCP would take minutes.
          if (!received) pongTimer = setTimeout(() => current.terminate(), PONG_WITHIN_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(pongTimer);
        },
      },
    });
    client = current;
    current.subscribe<EventsSubscription>(
      { operationName: 'Events', query: EventsDocument.toString(), variables: { after: cursor } },
      {
        next: ({ data }) => {
          if (data) deliver(data.events);
        },
        error: (error) => end(error instanceof CloseEvent ? error.code : null),
        complete: () => end(null),
      },
    );
  });
}

/** Waits, but not past the moment that the network or the reader comes back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, milliseconds);
    function finish() {
      clearTimeout(timer);
      window.removeEventListener('online', finish);
      document.removeEventListener('visibilitychange', whenVisible);
      cutWaitShort = null;
      resolve();
    }
    function whenVisible() {
      if (document.visibilityState === 'visible') finish();
    }
    window.addEventListener('online', finish);
    document.addEventListener('visibilitychange', whenVisible);
    cutWaitShort = finish;
  });
}

/** How long to wait before attempt number `failures`, with chance in it so that crowds spread. */
export function reconnectDelay(failures: number, closeCode: number | null, chance: number): number {
  if (closeCode === CLOSE_TOO_SLOW && failures <= 1) return chance * 250;
  if (closeCode === CLOSE_RESTARTING && failures <= 1) return 250 + chance * 2_000;
  const ceiling = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 10));
  return ceiling / 2 + (chance * ceiling) / 2;
}

/** A connection that held this long was a good one: waits start from the shortest again. */
const STABLE_AFTER_MS = 10_000;

async function run(mine: number) {
  let failures = 0;
  while (mine === generation) {
    const openedAt = Date.now();
    const { closeCode, token } = await connectOnce();
    if (mine !== generation) return;
    failures = Date.now() - openedAt > STABLE_AFTER_MS ? 1 : failures + 1;
    tell({ state: 'offline', resumed: false });
    if (CLOSE_UNAUTHORISED.includes(closeCode)) {
      try {
        await renew(token);
      } catch (error) {
        // The session is over: `renew` has told everybody, and this stream ends with it.
        if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') return;
      }
    }
    await pause(reconnectDelay(failures, closeCode, Math.random()));
    if (mine === generation) tell({ state: 'connecting', resumed: false });
  }
}

/**
 * Starts the stream for the person signed in. Resolves when the server follows along: what is
 * asked for by query from then on can miss nothing.
 */
export function start(): Promise<void> {
  stop();
  const mine = generation;
  return new Promise((resolve) => {
    tell({ state: 'connecting', resumed: false });
    const unlisten = onEvent((event) => {
      if (event.__typename === 'Ready') {
        unlisten();
        resolve();
      }
    });
    void run(mine);
  });
}

/** Ends the stream and forgets how far it was. */
export function stop() {
  generation += 1;
  cursor = null;
  cutWaitShort?.();
  void client?.dispose();
  client = null;
}

/** Tries again now rather than when the wait is over. */
export function reconnectNow() {
  cutWaitShort?.();
}
