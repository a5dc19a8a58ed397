-- The views of factbook.sqlite: questions people ask, answered.

-- Every fact with its entity, the words that prove it and where they stand.
create view proven_facts as
select
  facts.id, entities.name as entity, properties.label as property, facts.statement, facts.state,
  facts.value_text as value, facts.when_text as "when", citations.quote, citations.source,
  citations.line, facts.url
from facts
join entities on entities.id = facts.entity
join properties on properties.id = facts.property
join citations on citations.fact = facts.id and citations.position = 1
order by facts.id;

-- Amounts of contracts, by who pays: a party whose role says that it gives.
-- A contract with two buyers stands under both, so amounts must not be added across buyers.
create view contracts_by_buyer as
select
  buyers.name as buyer, roles.label as role,
  (select group_concat(name, ', ') from (
    select others.name
    from parties as receiving
    join roles as receives on receives.id = receiving.role and receives.flow = 'to'
    join entities as others on others.id = receiving.party
    where receiving.entity = contracts.id
    order by others.name
  )) as sellers,
  contracts.name as contract, properties.label as property, facts.value_text as amount,
  facts.low, facts.high, facts.bound, facts.unit, facts.state, facts.when_text as "when",
  facts.id as fact, facts.statement
from parties as giving
join roles on roles.id = giving.role and roles.flow = 'from'
join entities as buyers on buyers.id = giving.party
join entities as contracts on contracts.id = giving.entity
join facts on facts.entity = contracts.id and facts.value_type = 'quantity'
join properties on properties.id = facts.property and properties.is_change = 0
order by buyers.name, contracts.name, facts.id;

-- The facts of each disagreement in pairs; comparable is 0 where they only seem to exclude each other.
create view disagreements_side_by_side as
select
  disagreements.id as disagreement, disagreements.kind, disagreements.comparable,
  one.id as fact, one.value as value, one.state as state, one.quote as quote,
  one.source as source,
  other.id as other_fact, other.value as other_value, other.state as other_state,
  other.quote as other_quote, other.source as other_source,
  disagreements.note, disagreements.settle
from disagreements
join disagreement_facts as first on first.disagreement = disagreements.id
join disagreement_facts as second
  on second.disagreement = disagreements.id and second.position > first.position
join proven_facts as one on one.id = first.fact
join proven_facts as other on other.id = second.fact
order by disagreements.id, first.position, second.position;

-- What is still to come, by the day by which it is due; due is empty where no source gives a time.
create view plans_by_date as
select
  coalesce(facts.value_to, facts.value_from, facts.when_to, facts.when_from) as due,
  entities.name as entity, properties.label as property, facts.state, facts.value_text as value,
  facts.when_text as "when", facts.statement, citations.quote, citations.source,
  facts.id as fact
from facts
join states on states.id = facts.state and states.stands = 'ahead'
join entities on entities.id = facts.entity
join properties on properties.id = facts.property
join citations on citations.fact = facts.id and citations.position = 1
order by due is null, due, facts.id;

-- Who is involved in what, in every way: own facts, roles, parties, those who say so.
create view involvement as
select entity, fact, role from involvements
union
select entity, fact, 'claimed_by' from claimants
union
select value_entity, id, 'value' from facts where value_entity is not null
union
select parties.party, facts.id, parties.role from parties join facts on facts.entity = parties.entity
order by entity, fact, role;
