CREATE TABLE `thread_marks` (
	`user_id` integer NOT NULL,
	`market_id` text NOT NULL,
	`thread_id` integer NOT NULL,
	`read_to` integer NOT NULL,
	`read_at` integer,
	`muted` integer NOT NULL,
	`folder` text NOT NULL,
	PRIMARY KEY(`user_id`, `market_id`, `thread_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`user_id`) ON UPDATE no action ON DELETE no action
);
