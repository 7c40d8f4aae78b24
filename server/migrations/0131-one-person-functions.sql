-- Functions of the owner, each for one narrow thing that row rights alone do not allow.

-- How many visible digits two masked numbers of eighteen differ in, their last one (the check character) apart; null for others.
create function digits_apart(one text, other text) returns int language sql immutable parallel safe as $$
  select case when length(one) = 18 and length(other) = 18 then
    (select count(*) from generate_series(1, 17) place where substr(one, place, 1) <> substr(other, place, 1))::int end
$$;
comment on function digits_apart(text, text) is '两个掩码号码不同的位数 Visible digits in which two masked numbers differ';

-- Which files anywhere agree with a person on a matching key, and in what. It tells county, id and yes or no, and nothing of
-- the file; whoever may not see it learns no more. Every branch is an equality on an index.
create function match_elders(
  documents bytea[], masked text, phones bytea[], payees bytea[], of_name text, of_pinyin text, of_birth date, near_births date[],
  of_sex text, of_region text, former jsonb, except_id uuid
) returns table (
  elder_county text, elder_id uuid, same_document boolean, digits int, same_phone boolean, same_payee boolean,
  same_name boolean, same_pinyin boolean, same_birth boolean, near_birth boolean, same_sex boolean, same_village boolean,
  same_town boolean, same_former boolean
) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  with numbered as (
    select f.county, f.elder_id as id from jsonb_to_recordset(former) as n (register text, number text)
    join former_number f on f.register = n.register and f.number = n.number
  ), found as (
    select e.county, e.id from elder e where e.document_number_index = any (documents)
    union select c.county, c.elder_id from identity_claim c where c.document_index = any (documents)
    union (select e.county, e.id from elder e where e.phone_index = any (phones) and e.birth = of_birth limit 50)
    union (select e.county, e.id from elder e where e.pinyin = of_pinyin and e.birth = of_birth limit 200)
    union (select e.county, e.id from elder e where e.pinyin = of_pinyin and e.birth = any (near_births) limit 100)
    union (select e.county, e.id from elder e where e.payee_index = any (payees) and (e.pinyin = of_pinyin or e.birth = of_birth) limit 50)
    union select n.county, n.id from numbered n
  )
  select e.county::text, e.id,
    (e.document_number_index = any (documents) or exists (
      select from identity_claim c where c.document_index = any (documents) and c.county = e.county and c.elder_id = e.id)),
    digits_apart(e.document_number_masked, masked),
    coalesce(e.phone_index = any (phones), false), coalesce(e.payee_index = any (payees), false),
    e.name = of_name, e.pinyin = of_pinyin, e.birth = of_birth, e.birth = any (near_births), e.sex = of_sex,
    e.region = of_region, left(e.region, 9) = left(of_region, 9),
    exists (select from numbered n where n.county = e.county and n.id = e.id)
  from found join elder e on e.county = found.county and e.id = found.id
  where e.state in ('active', 'died') and e.id is distinct from except_id;
end $$;
comment on function match_elders is '全域匹配：只答县、编号与各项是否相符 Files anywhere that agree on a matching key: county, id and yes or no';
create index former_number_register on former_number (number, register);

-- Moves what one table holds of the merged file to the survivor. Rows may lie in other counties (a payment) or be of a kind
-- that nobody may change (an account); the merge, in the caller's scope, is what allows it.
create function move_elder_rows(of_county text, of_merge uuid, relation text, follows boolean, except_ids uuid[])
returns table (row_county text, row_id uuid, before jsonb, after jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare m record; region_now text; marks boolean; near boolean; kept text; sets text;
begin
  select g.survivor_id, g.merged_id into m from elder_merge g
    where g.county = of_county and g.id = of_merge and g.state = 'merged' and in_scope(g.region);
  if not found then raise exception 'no such merge'; end if;
  if relation = 'audit_event' then raise exception 'the audit trail never moves'; end if;
  select e.region into region_now from elder e where e.county = of_county and e.id = m.survivor_id;
  marks := exists (select from information_schema.columns c
    where c.table_schema = 'public' and c.table_name = relation and c.column_name = 'merged_from');
  -- a reference to the file by foreign key lies in its own county
  near := exists (select from pg_constraint f where f.conrelid = relation::regclass and f.confrelid = 'elder'::regclass);
  kept := concat_ws(', ', '''elder_id'', t.elder_id', case when marks then '''merged_from'', t.merged_from' end,
    case when follows then '''region'', t.region' end);
  sets := concat_ws(', ', 'elder_id = $2', case when marks then 'merged_from = coalesce(t.merged_from, $1)' end,
    case when follows then 'region = $3' end);
  return query execute format(
    'with held as (select t.county, t.id, jsonb_build_object(%1$s) as was from %2$I t where t.elder_id = $1 and (t.county = $4 or not $5) and not t.id = any ($6)),
     moved as (update %2$I t set %3$s from held where t.county = held.county and t.id = held.id
       returning t.county, t.id, jsonb_build_object(%1$s) as is_now)
     select held.county::text, held.id, held.was, moved.is_now from held join moved using (county, id) order by held.id',
    kept, relation, sets)
    using m.merged_id, m.survivor_id, region_now, of_county, near, except_ids;
end $$;
comment on function move_elder_rows is '合并时把一张表中的行归到保留的档案 Moves one table’s rows of a merged file to the survivor';

-- Moves single rows made since a merge to the file that is taken out of it again.
create function hand_elder_row(of_county text, of_merge uuid, relation text, of_row_county text, of_row uuid, follows boolean)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare m record; region_then text;
begin
  select g.survivor_id, g.merged_id into m from elder_merge g
    where g.county = of_county and g.id = of_merge and g.state = 'merged' and in_scope(g.region);
  if not found then raise exception 'no such merge'; end if;
  if relation = 'audit_event' then raise exception 'the audit trail never moves'; end if;
  select e.region into region_then from elder e where e.county = of_county and e.id = m.merged_id;
  execute format('update %I set elder_id = $1 %s where elder_id = $2 and county = $3 and id = $4 and id > $6', relation,
    case when follows then ', region = $5' else '' end)
    using m.merged_id, m.survivor_id, of_row_county, of_row, region_then, of_merge;
end $$;
comment on function hand_elder_row is '撤销合并时把合并后新增的一行交给另一份档案 Gives a row made since a merge to the other file';

-- Brings every row a merge changed back to what it was. A column somebody has changed since stays as it is, except whose row
-- it is; a row the merge added is removed. `kept` names further columns, `relation:row:column`, that belong to a later change.
create function restore_merged_rows(of_county text, of_merge uuid, kept text[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare r record; m record; sets text; restored int := 0;
begin
  select g.survivor_id, g.merged_id into m from elder_merge g where g.county = of_county and g.id = of_merge and g.state = 'merged' and in_scope(g.region);
  if not found then raise exception 'no such merge'; end if;
  for r in select * from elder_merge_row w where w.county = of_county and w.merge_id = of_merge order by w.id desc loop
    restored := restored + 1;
    if r.before is null then
      execute format('delete from %I where county = $1 and id = $2', r.relation) using r.row_county, r.row_id;
      continue;
    end if;
    select string_agg(
      case when k in ('elder_id', 'region', 'merged_from') then format('%1$I = v.%1$I', k)
        else format('%1$I = case when t.%1$I is not distinct from n.%1$I then v.%1$I else t.%1$I end', k) end, ', ')
      into sets from jsonb_object_keys(r.before) k where not r.relation || ':' || r.row_id || ':' || k = any (kept);
    continue when sets is null;
    execute format('update %1$I t set %2$s from jsonb_populate_record(null::%1$I, $3) v, jsonb_populate_record(null::%1$I, $4) n
      where t.county = $1 and t.id = $2', r.relation, sets)
      using r.row_county, r.row_id, r.before, r.after;
  end loop;
  -- an account opened since for what was due to the other file goes with it
  update ledger_account a set elder_id = m.merged_id, merged_from = null
    where a.elder_id = m.survivor_id and a.merged_from = m.merged_id and a.id > of_merge;
  return restored;
end $$;
comment on function restore_merged_rows is '撤销合并：逐行恢复原值 Restores every row that a merge changed';

-- A month paid under one number of a person is taken under their other number too, so that a merge never pays it again;
-- parting the files frees it.
create function join_benefit_claims(of_county text, of_merge uuid, numbers bytea[], onto bytea) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare joined int;
begin
  perform from elder_merge g where g.county = of_county and g.id = of_merge and in_scope(g.region);
  if not found then raise exception 'no such merge'; end if;
  insert into benefit_claim (person_index, programme, month, county, payment_id)
    select onto, c.programme, c.month, c.county, c.payment_id from benefit_claim c where c.person_index = any (numbers)
    on conflict do nothing;
  get diagnostics joined = row_count;
  return joined;
end $$;
create function part_benefit_claims(of_county text, of_merge uuid, onto bytea) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare parted int;
begin
  perform from elder_merge g where g.county = of_county and g.id = of_merge and in_scope(g.region);
  if not found then raise exception 'no such merge'; end if;
  delete from benefit_claim c using benefit_payment p
    where c.person_index = onto and p.county = c.county and p.id = c.payment_id and p.person_index <> onto
      and p.id < of_merge;
  get diagnostics parted = row_count;
  return parted;
end $$;
comment on function join_benefit_claims is '已发月份在合并后的号码下同样占用 Takes paid months under the survivor’s number too';
comment on function part_benefit_claims is '撤销合并时释放 Frees them when files are parted';

-- Months of a programme paid on both files, whichever county paid: what merging them brings to light.
create function overpaid_months(of_county text, one uuid, other uuid)
returns table (programme text, month text, one_county text, one_payment uuid, one_fen bigint, other_county text, other_payment uuid, other_fen bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from elder e where e.county = of_county and e.id in (one, other) and in_scope(e.region)) < 2 then return; end if;
  return query
  select a.programme, a.month, a.county::text, a.id, a.fen, b.county::text, b.id, b.fen
  from benefit_payment a join benefit_payment b on b.programme = a.programme and b.month = a.month and b.elder_id = other
  where a.elder_id = one and a.state in ('approved', 'paid', 'returned') and b.state in ('approved', 'paid', 'returned')
  order by a.month, a.programme, a.id, b.id;
end $$;
comment on function overpaid_months is '两份档案同月同项目都发放的款项 Months of one programme that both files were paid for';

revoke execute on function match_elders, move_elder_rows, hand_elder_row, restore_merged_rows, join_benefit_claims, part_benefit_claims, overpaid_months from public;
grant execute on function match_elders, move_elder_rows, hand_elder_row, restore_merged_rows, join_benefit_claims, part_benefit_claims, overpaid_months to official;
