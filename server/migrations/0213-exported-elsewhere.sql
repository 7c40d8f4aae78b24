-- A list may hold elders who are registered here and live elsewhere. They are told too; like the trail, the row says who acts.
alter policy exported_elder_write on exported_elder with check (account_id = current_account());
