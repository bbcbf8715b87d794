import { configureGlobal } from 'fast-check';

// A change is judged by what it changed, so every run draws the same inputs. `PLIMSOLL_SEED=random` draws others, to search for more:
// what it finds becomes a case of its own.
const seed = process.env['PLIMSOLL_SEED'] ?? '20080423';
configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
