ALTER TABLE `playbook_revisions` ADD `save_id` text;
