CREATE TABLE `playbooks` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`is_deleted` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `playbook_revisions` (
	`playbook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`body` text NOT NULL,
	`saved_at` text NOT NULL,
	PRIMARY KEY(`playbook_id`, `revision`),
	FOREIGN KEY (`playbook_id`) REFERENCES `playbooks`(`id`)
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`idempotency_key` text,
	`playbook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`playbook_body` text NOT NULL,
	`shop` text NOT NULL,
	`days` integer NOT NULL,
	`replications` integer NOT NULL,
	`seed` integer NOT NULL,
	`status` text NOT NULL CHECK (`status` IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
	`replications_done` integer NOT NULL,
	`playbook_hash` text NOT NULL,
	`shop_hash` text NOT NULL,
	`model_version` text NOT NULL,
	`created_at` text NOT NULL,
	`error` text,
	`report` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_id_unique` ON `runs` (`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_idempotency_key_unique` ON `runs` (`idempotency_key`);
--> statement-breakpoint
CREATE INDEX `runs_by_playbook` ON `runs` (`playbook_id`, `sequence`);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`created_at_ms` integer NOT NULL
);
