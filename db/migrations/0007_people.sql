CREATE TABLE `people` (
	`study` text NOT NULL,
	`pseudonym` text NOT NULL,
	`user_id` integer,
	`fingerprint` text,
	`body` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`study`, `pseudonym`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_by_fingerprint` ON `people` (`study`,`fingerprint`);--> statement-breakpoint
CREATE INDEX `people_by_user` ON `people` (`user_id`);--> statement-breakpoint
CREATE TABLE `people_keys` (
	`study` text NOT NULL,
	`pseudonym` text NOT NULL,
	`wrapped` text NOT NULL,
	PRIMARY KEY(`study`, `pseudonym`)
);
--> statement-breakpoint
CREATE TABLE `people_markets` (
	`study` text NOT NULL,
	`market` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`study`, `market`)
);
--> statement-breakpoint
CREATE TABLE `people_spent` (
	`study` text NOT NULL,
	`fingerprint` text NOT NULL,
	PRIMARY KEY(`study`, `fingerprint`)
);
--> statement-breakpoint
CREATE TABLE `people_studies` (
	`name` text PRIMARY KEY NOT NULL,
	`owner_id` integer NOT NULL,
	`secret` text NOT NULL,
	`body` text NOT NULL
);
