-- Whoever stands for an elder reads the looks at the files that were merged into the elder's too, as long as they are merged.
create function merged_files(of_county text, elder uuid) returns table (id uuid, registered_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive files as (
    select e.id, e.registered_at from elder e where e.county = of_county and e.merged_into = elder and stands_for(elder)
    union select e.id, e.registered_at from elder e join files on e.county = of_county and e.merged_into = files.id
  ) select files.id, files.registered_at from files
$$;
comment on function merged_files(text, uuid) is '并入本人档案的各份档案 Files merged into the one of an elder whom the acting account stands for';
revoke execute on function merged_files(text, uuid) from public;
grant execute on function merged_files(text, uuid) to person;

create function was_file_of_own(elder uuid) returns boolean language sql stable parallel safe as $$
  select elder = any (string_to_array(current_setting('yinian.merged_files', true), ',')::uuid[])
$$;
comment on function was_file_of_own(uuid) is '是否并入本人档案的另一份档案 Whether a file was merged into the one the acting account reads';
alter policy audit_event_person on audit_event using (stands_for(elder_id) or was_file_of_own(elder_id));
alter policy exported_elder_person on exported_elder using (stands_for(elder_id) or was_file_of_own(elder_id));
