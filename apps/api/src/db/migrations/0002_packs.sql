CREATE TABLE `packs` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`saved_at` text NOT NULL,
	`is_deleted` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `runs` ADD `drills` text;
