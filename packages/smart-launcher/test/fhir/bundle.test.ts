import { bundleContract } from './bundle-contract.ts';

bundleContract('the embedded database', { memory: true });
