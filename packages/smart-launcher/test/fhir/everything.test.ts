import { everythingContract } from './everything-contract.ts';

everythingContract('the embedded database', { memory: true });
