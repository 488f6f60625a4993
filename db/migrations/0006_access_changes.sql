CREATE TABLE `access_changes` (
	`count` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `access_changes` VALUES (0);
--> statement-breakpoint
CREATE TRIGGER `users_insert_counted` AFTER INSERT ON `users` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `users_update_counted` AFTER UPDATE ON `users` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `users_delete_counted` AFTER DELETE ON `users` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `seats_insert_counted` AFTER INSERT ON `seats` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `seats_update_counted` AFTER UPDATE ON `seats` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `seats_delete_counted` AFTER DELETE ON `seats` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `passes_insert_counted` AFTER INSERT ON `passes` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `passes_update_counted` AFTER UPDATE ON `passes` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `passes_delete_counted` AFTER DELETE ON `passes` BEGIN UPDATE `access_changes` SET `count` = `count` + 1; END;
