CREATE TABLE `awards` (
	`market_id` text NOT NULL,
	`bid_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`freelancer_id` integer NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`sealed` integer NOT NULL,
	`price_cents` integer NOT NULL,
	`employer_fee_cents` integer NOT NULL,
	`released_cents` integer NOT NULL,
	`refunded_cents` integer NOT NULL,
	`freelancer_fee_cents` integer NOT NULL,
	`outcome` text,
	`awarded_at` integer NOT NULL,
	`accept_by` integer NOT NULL,
	`accepted_at` integer,
	`deliver_by` integer,
	`ends_at` integer,
	`review_by` integer,
	PRIMARY KEY(`market_id`, `bid_id`)
);
--> statement-breakpoint
CREATE TABLE `bids` (
	`market_id` text NOT NULL,
	`bid_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`bidder_id` integer NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`sealed` integer NOT NULL,
	`amount_cents` integer NOT NULL,
	`days` integer NOT NULL,
	`quality_bps` integer NOT NULL,
	`confidence_bps` integer,
	`proposal_hash` text,
	`placed_at` integer NOT NULL,
	`amended_at` integer,
	`revealed_at` integer,
	PRIMARY KEY(`market_id`, `bid_id`)
);
--> statement-breakpoint
CREATE INDEX `bids_by_project_id` ON `bids` (`market_id`,`project_id`);--> statement-breakpoint
CREATE TABLE `commands` (
	`market_id` text NOT NULL,
	`number` integer NOT NULL,
	`command_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`first_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	PRIMARY KEY(`market_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `contents` (
	`hash` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`nonce` text NOT NULL,
	`body` text NOT NULL,
	`erased_at` integer
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`market_id` text NOT NULL,
	`delivery_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`bid_id` integer NOT NULL,
	`freelancer_id` integer NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`entry` integer NOT NULL,
	`attempt` integer NOT NULL,
	`files_hash` text NOT NULL,
	`bytes` integer NOT NULL,
	`submitted_at` integer NOT NULL,
	`verdict_by` integer NOT NULL,
	`taken_at` integer,
	`reviewer_id` integer,
	`revision_requested_at` integer,
	`revision_comment_hash` text,
	PRIMARY KEY(`market_id`, `delivery_id`)
);
--> statement-breakpoint
CREATE TABLE `disputes` (
	`market_id` text NOT NULL,
	`dispute_id` integer NOT NULL,
	`milestone_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`freelancer_id` integer NOT NULL,
	`opener_id` integer NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`opener_offer_cents` integer NOT NULL,
	`opener_reason_hash` text,
	`answer_offer_cents` integer,
	`answer_reason_hash` text,
	`resolution` text,
	`freelancer_cents` integer,
	`opened_at` integer NOT NULL,
	`answered_at` integer,
	`due_at` integer,
	PRIMARY KEY(`market_id`, `dispute_id`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`market_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`by` text NOT NULL,
	`command_id` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`market_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `markets` (
	`market_id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`mechanism` text NOT NULL,
	`settlement` text NOT NULL,
	`visibility` text NOT NULL,
	`policy` text NOT NULL,
	`seed` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`market_id` text NOT NULL,
	`message_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer,
	`content_hash` text NOT NULL,
	`posted_at` integer NOT NULL,
	PRIMARY KEY(`market_id`, `message_id`)
);
--> statement-breakpoint
CREATE TABLE `milestones` (
	`market_id` text NOT NULL,
	`milestone_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`bid_id` integer,
	`freelancer_id` integer,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`amount_cents` integer NOT NULL,
	`fee_held_cents` integer NOT NULL,
	`released_cents` integer NOT NULL,
	`refunded_cents` integer NOT NULL,
	`freelancer_fee_cents` integer NOT NULL,
	`employer_fee_cents` integer NOT NULL,
	`fee_returned_cents` integer NOT NULL,
	`description_hash` text,
	`created_at` integer NOT NULL,
	`due_at` integer,
	PRIMARY KEY(`market_id`, `milestone_id`)
);
--> statement-breakpoint
CREATE TABLE `participants` (
	`market_id` text NOT NULL,
	`participant_id` integer NOT NULL,
	`participant_kind` text NOT NULL,
	`is_employer` integer NOT NULL,
	`is_freelancer` integer NOT NULL,
	`is_reviewer` integer NOT NULL,
	`skills` text NOT NULL,
	`profile_hash` text NOT NULL,
	`registered_at` integer NOT NULL,
	`withdrawn_at` integer,
	`completed_count` integer NOT NULL,
	`incomplete_count` integer NOT NULL,
	`review_count` integer NOT NULL,
	`rating_sum` integer NOT NULL,
	PRIMARY KEY(`market_id`, `participant_id`)
);
--> statement-breakpoint
CREATE TABLE `projects` (
	`market_id` text NOT NULL,
	`project_id` integer NOT NULL,
	`employer_id` integer NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`content_hash` text NOT NULL,
	`acceptance_hash` text NOT NULL,
	`case_count` integer NOT NULL,
	`skills` text NOT NULL,
	`budget_min_cents` integer NOT NULL,
	`budget_max_cents` integer NOT NULL,
	`posted_price_cents` integer NOT NULL,
	`mechanism` text NOT NULL,
	`mechanism_settings` text NOT NULL,
	`assignee_id` integer,
	`bidding_ms` integer NOT NULL,
	`posted_at` integer NOT NULL,
	`published_at` integer,
	`closes_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`bidding_closed_at` integer,
	`bid_count` integer,
	`cleared_at` integer,
	`clearing_reason` text,
	`awarded_bid_id` integer,
	`price_cents` integer,
	`outcome` text,
	PRIMARY KEY(`market_id`, `project_id`)
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`market_id` text NOT NULL,
	`review_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`rating` integer NOT NULL,
	`comment_hash` text,
	`posted_at` integer NOT NULL,
	`revealed_at` integer,
	PRIMARY KEY(`market_id`, `review_id`)
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`market_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transfers` (
	`market_id` text NOT NULL,
	`seq` integer NOT NULL,
	`line` integer NOT NULL,
	`at` integer NOT NULL,
	`code` text NOT NULL,
	`from_account` text NOT NULL,
	`to_account` text NOT NULL,
	`amount_cents` integer NOT NULL,
	PRIMARY KEY(`market_id`, `seq`, `line`),
	FOREIGN KEY (`market_id`,`seq`) REFERENCES `events`(`market_id`,`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `verdicts` (
	`market_id` text NOT NULL,
	`delivery_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`bid_id` integer NOT NULL,
	`freelancer_id` integer NOT NULL,
	`reviewer_id` integer NOT NULL,
	`status` text NOT NULL,
	`score_bps` integer NOT NULL,
	`cases_passed` integer NOT NULL,
	`case_count` integer NOT NULL,
	`share_bps` integer NOT NULL,
	`evidence_hash` text NOT NULL,
	`fuel` integer NOT NULL,
	`memory_bytes` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`market_id`, `delivery_id`)
);
