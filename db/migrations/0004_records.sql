CREATE TABLE `records` (
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`kind`, `record_id`)
);
