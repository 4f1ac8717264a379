import { searchContract } from './search-contract.ts';

searchContract('the embedded database', { memory: true });
