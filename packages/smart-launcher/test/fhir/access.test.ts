import { accessContract } from './access-contract.ts';

accessContract('the embedded database', { memory: true });
