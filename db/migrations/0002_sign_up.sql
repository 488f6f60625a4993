CREATE TABLE `admissions` (
	`market_id` text PRIMARY KEY NOT NULL,
	`roles` text
);
--> statement-breakpoint
CREATE TABLE `applications` (
	`application_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text,
	`redirect_uris` text NOT NULL,
	`owner_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`write_key` text,
	`write_fingerprint` text,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_write_key_unique` ON `applications` (`write_key`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`name` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `passes` ADD `application_id` text;--> statement-breakpoint
ALTER TABLE `passes` ADD `parent_id` integer;--> statement-breakpoint
ALTER TABLE `passes` ADD `binding` text;--> statement-breakpoint
ALTER TABLE `passes` ADD `write_key` text;--> statement-breakpoint
ALTER TABLE `passes` ADD `write_fingerprint` text;--> statement-breakpoint
CREATE UNIQUE INDEX `passes_write_key_unique` ON `passes` (`write_key`);--> statement-breakpoint
CREATE INDEX `passes_by_user` ON `passes` (`user_id`);--> statement-breakpoint
CREATE INDEX `passes_by_parent` ON `passes` (`parent_id`);--> statement-breakpoint
CREATE INDEX `passes_by_application` ON `passes` (`application_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `rank` text DEFAULT 'member' NOT NULL;