CREATE TABLE `webhook_attempts` (
	`attempt_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`webhook_id` integer NOT NULL,
	`message_id` text NOT NULL,
	`at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`status` integer,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `webhook_attempts_by_webhook` ON `webhook_attempts` (`webhook_id`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`webhook_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`market_id` text NOT NULL,
	`pass_id` integer,
	`url` text NOT NULL,
	`event_types` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`viewer_cursor` integer NOT NULL,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`next_try_at` integer,
	`write_key` text,
	`write_fingerprint` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_write_key_unique` ON `webhooks` (`write_key`);--> statement-breakpoint
CREATE INDEX `webhooks_by_user` ON `webhooks` (`user_id`);