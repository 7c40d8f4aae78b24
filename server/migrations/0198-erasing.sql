-- What the role `eraser` may do to the rows of one elder or one import, inside the scope of whoever approved it.
grant select (county, id, region, name, birth, version, document_number_sealed, merged_into),
  update (name, pinyin, initials, birth, ethnicity, document_number_sealed, document_number_index, document_number_masked,
    phone_sealed, phone_index, phone_masked, address_sealed, address_masked, longitude, latitude, payee_sealed, payee_masked, payee_index,
    categories, special_difficulty, ability_level, ability_valid_until, served_by, version) on elder to eraser;
create policy elder_eraser on elder to eraser using (in_scope(region)) with check (in_scope(region));

grant select, delete on identity_claim to eraser;
create policy identity_claim_eraser on identity_claim to eraser using (in_scope_of_county(county));

grant select (county, elder_id), update (source, evidence, detail) on elder_circumstance to eraser;
grant select (county, elder_id), delete on related_person, former_number, former_document, health_finding, elder_grid, place_resident to eraser;
grant select (county, elder_id), update (because) on special_difficulty_membership to eraser;
grant select (county, elder_id, import_id), update (name, faults, confirmed) on people_import_row to eraser;
grant select (county, id, part_size), update (file_sealed, part_size, mapping, file_name) on people_import to eraser;
grant select (county, import_id), delete on people_import_part to eraser;
grant select (county, elder_id), update (giver_name, file_number, withdrawal_reason) on consent to eraser;
grant select (county, elder_id), update (reason, release_reason) on retention_hold to eraser;
grant select (county, elder_id), update (reason) on erasure to eraser;
grant select (county, id, elder_id, phone_sealed, information_sealed),
  update (contact_name, phone_masked, reason_note, phone_sealed, information_sealed) on assessment to eraser;
grant select (county, assessment_id), update (reason) on assessment_step to eraser;
grant select (county, subject_id), delete on assessment_document to eraser;
grant select (county, id, elder_id, content_sealed), update (paper_number, advice, content_sealed) on instrument_record to eraser;
grant select (county, elder_id), update (elder_name, elder_pinyin) on benefit_untold to eraser;

create policy elder_circumstance_eraser on elder_circumstance to eraser using (in_scope(region)) with check (in_scope(region));
create policy related_person_eraser on related_person to eraser using (in_scope(region));
create policy former_number_eraser on former_number to eraser using (in_scope(region));
create policy health_finding_eraser on health_finding to eraser using (in_scope(region));
create policy special_difficulty_membership_eraser on special_difficulty_membership to eraser using (in_scope(region)) with check (in_scope(region));
create policy people_import_row_eraser on people_import_row to eraser using (in_scope(region)) with check (in_scope(region));
create policy people_import_eraser on people_import to eraser using (in_scope(region)) with check (in_scope(region));
create policy people_import_part_eraser on people_import_part to eraser using (in_scope(region));
create policy consent_eraser on consent to eraser using (in_scope(region)) with check (in_scope(region));
create policy retention_hold_eraser on retention_hold to eraser using (in_scope(region)) with check (in_scope(region));
create policy erasure_eraser on erasure to eraser using (in_scope(region)) with check (in_scope(region));
create policy assessment_eraser on assessment to eraser using (in_scope(region)) with check (in_scope(region));
create policy assessment_step_eraser on assessment_step to eraser using (in_scope(region)) with check (in_scope(region));
create policy assessment_document_eraser on assessment_document to eraser using (in_scope(region));
create policy instrument_record_eraser on instrument_record to eraser using (in_scope(region)) with check (in_scope(region));
create policy benefit_untold_eraser on benefit_untold to eraser using (in_scope(region)) with check (in_scope(region));

grant select (county, elder_id), update (elder_name, document_masked, evidence, reporter, closed) on death_report to eraser;
grant select (county, elder_id), update (reason) on elder_pair to eraser;
grant select (county, elder_id, to_county, to_elder_id), update (elder_name, document_masked, reason, story) on elder_transfer to eraser;
grant select (county, id, survivor_id, merged_id), update (reason) on elder_merge to eraser;
grant select (county, merge_id), delete on elder_merge_row, elder_merge_sealed to eraser;
create policy former_document_eraser on former_document to eraser using (in_scope(region));
create policy elder_grid_eraser on elder_grid to eraser using (in_scope(region));
create policy place_resident_eraser on place_resident to eraser using (in_scope(region));
create policy death_report_eraser on death_report to eraser using (in_scope(region)) with check (in_scope(region));
create policy elder_pair_eraser on elder_pair to eraser using (in_scope(region)) with check (in_scope(region));
create policy elder_transfer_eraser on elder_transfer to eraser
  using (in_scope(region) or in_scope(to_region)) with check (in_scope(region) or in_scope(to_region));
create policy elder_merge_eraser on elder_merge to eraser using (in_scope(region)) with check (in_scope(region));
create policy elder_merge_row_eraser on elder_merge_row to eraser using (in_scope(region));
create policy elder_merge_sealed_eraser on elder_merge_sealed to eraser using (in_scope(region));
