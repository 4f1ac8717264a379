import { crudContract } from './crud-contract.ts';

crudContract('the embedded database', { memory: true });
