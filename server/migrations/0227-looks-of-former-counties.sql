-- Whoever stands for an elder who moved reads the looks at the file of the former county too, and at those merged into either.
create function former_files(of_county text, elder uuid)
returns table (county text, id uuid, registered_at timestamptz, moved boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive files as (
    select of_county collate "C" as county, elder as id, false as moved where stands_for(elder)
    union select earlier.county, earlier.id, earlier.moved from files cross join lateral (
      select e.county::text, e.id, files.moved from elder e where e.county = files.county and e.merged_into = files.id
      union all select t.county::text, t.elder_id, true from elder_transfer t
        where t.to_county = files.county and t.to_elder_id = files.id and t.state = 'done') earlier (county, id, moved)
  ) select e.county::text, e.id, e.registered_at, files.moved from files
    join elder e on e.county = files.county and e.id = files.id where e.id <> elder
$$;
comment on function former_files(text, uuid) is '本人以前的各份档案：并入的、迁入前在原县的 The former files of an elder whom the acting account stands for: merged ones, and those of counties they moved from';
revoke execute on function former_files(text, uuid) from public;
grant execute on function former_files(text, uuid) to person;
alter policy benefit_payment_person on benefit_payment using (stands_for(elder_id) or was_file_of_own(elder_id));
