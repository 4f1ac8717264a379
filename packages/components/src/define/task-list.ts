import { SamspilTaskList } from '../components/task-list/task-list.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-task-list', SamspilTaskList);

export { SamspilTaskList };
