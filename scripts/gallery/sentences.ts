/**
 * One honest sentence on the difference between what is claimed and what the shop shows, with the reason, by name of
 * the file. A test asks for one wherever a claim is not seen on both seeds, and wherever the courses give a figure.
 */
export const sentences: Readonly<Record<string, string>> = {
  'inv-1-low-stock-reorder':
    'As claimed, and it pays; the effect is modest because the untouched shop is not careless either: it orders every two weeks, and the rule only catches what runs out in between.',
  'inv-3-simple-safety-stock':
    'Other sign. Thirty days of sales × 1.5 is a safety stock of 45 days, far more than the habit of the house, so stock grows and turns fall; what the rule does bring is fewer stockouts and more contribution. The courses compare with a shop that holds even more.',
  'inv-4-abc-classes':
    'Other sign for the stock: the untouched home shop keeps its best sellers too short, and safety stocks of 30 and 40 days for classes A and B add more than the tail gives back. The rule earns a good deal more all the same, because stockouts fall. A shop that holds 60 days of everything would see the release that the courses speak of.',
  'inv-5-slow-mover-ladder':
    'As claimed in direction, about half as far as the courses say, and dearly bought: goods returned to the maker bring back half of their cost, and that loss takes the whole contribution of the horizon.',
  'inv-5-slow-mover-markdown':
    'A markdown of 15 % alone hardly moves the share of slow movers in 90 days, and costs a little: what does not sell at the list price mostly does not sell 15 % below it.',
  'inv-6-slow-mover-by-class':
    'The stock gets younger because whole products are given away; each holds a lot of capital, so the loss is far greater than what their storage would have cost. That is the lesson of the row: write off what is really of low value.',
  'inv-7-regional-transfer':
    'As claimed in direction. The untouched shop already ships nine orders of ten from the customer’s own region, more than the 80 % of the courses; mean delivery stays above 36 hours because packing and the courier, not distance, take most of the time. Freight eats what is gained.',
  'inv-8-hit-presale':
    'Fewer units are lost, but not for free: a presale sells at seven tenths of the usual conversion, promises that are broken are paid back, and the hit would mostly have been restocked within two weeks. The stock risk goes away with part of the sales.',
  'inv-9-surge-air-freight':
    'As claimed for lost units, at a loss: a week that sells half as much again is often chance, and air freight costs a tenth of goods that leave a margin of 15 %.',
  'inv-10-backup-supplier':
    'The fill rate rises, and stays below the 95 % of the courses, because the untouched shop fills only about four fifths of what is asked for on an ordinary day; the outage is bridged, the habit is not mended. The backup is dearer, and that costs more than the sales it saves.',
  'inv-12-small-batch-test':
    'As claimed in direction: candidates that fail are delisted and cleared after three weeks. The figures of the courses, 3–5 % slow movers and 12 turns, are those of a shop that consists of tests; here six styles of sixty are tested.',
  'inv-14-shared-forecast':
    'Suppliers who know the forecast deliver sooner, and stockouts fall with the lead times. (Before the simulator was mended they did not: a renewed forecast began anew, see decision 0013.)',
  'inv-15-signal-stock-up':
    'As claimed in direction and paid for, but from 15 % to just under it, not to 5 %: a signal concerns some categories for some days, while the fresh shop runs short of something every day. One signal in four comes to nothing, and what is left over is thrown away.',
  'inv-16-supplier-scorecard':
    'Not distinguishable. The score looks back 90 days, so it falls under its bar only when the decline is nearly over; the audit then mends what has almost ended, and makers that take over have to learn, with more defects and a dearer price.',
  'cnv-2-funnel-repair':
    'The payment step passes about a tenth more visits than before, short of the 15–18 % of the courses: the defect lets 85 % through, so mending it wholly could bring 17.6 %, and the fix mends four fifths of it after some days.',
  'cnv-3-margin-traffic':
    'Confirmed on one seed only for contribution, because purchases swing contribution more than the rule does; contribution with stock, which takes that swing out, rises on both.',
  'cnv-4-ab-test':
    'Conversion rises by a seventh, against 22 % in the case that the courses tell of: variant B is a discount of 10 %, and it often wins. Contribution does not move distinguishably, and with the change of stock it falls: the lift of two to four weeks is measured with much chance in it, some winners are lucky ones, and their discount stays for everybody.',
  'cnv-6-product-selection':
    'As claimed, by a tenth of a percentage point: few candidates are seen often enough to be judged in 14 days, and one or two styles kept or dropped among sixty hardly move the return rate of a shop. The 8 % conversion and 5 % returns of the courses would drop every style of this one.',
  'cnv-7-scarcity':
    'As claimed: conversion rises while the words are true. The effect on the shop is small because few products are both nearly gone and looked at.',
  'ads-1-weak-channel':
    'Other sign. The course compares average returns; the budget moves to a channel that is already near saturation, where the next yuan brings less than the last one did at display, and both channels learn anew for three days after each move.',
  'ads-2-eighty-twenty':
    'Other sign. A fifth of the budget on test channels takes visits from channels that respond better, and sharing the rest by conversion ignores that they saturate; nothing in this horizon rewards having tried the others.',
  'ads-3-dynamic-bidding':
    'Far larger than the 22 % of the courses: in the untouched electronics shop the bids are fixed at more than a click earns at its thin margin, so paying half of that margin halves the cost of a click, loses an eighth of the visits, and doubles the contribution.',
  'ads-4-cac-ltv':
    'Other sign, by about one per cent. Average CAC and LTV say little about the next yuan: the best channel is best because it is small, and 38 moves in 120 days keep the channels learning.',
  'ads-5-spend-ahead':
    'As claimed: the month ends at its budget. With the daily caps of this shop the plan is overrun by little.',
  'ads-6-referral':
    'New customers come, but not a third of them, and CAC does not fall: acquiring a customer costs 7 yuan here, not 15, so a reward to both sides is no cheaper, and it is also paid for friends who would have come anyway.',
  'ads-7-channel-concentration':
    'As claimed on both counts: sales are spread, and while the marketplace is down the own store goes on selling.',
  'prc-1-gift-instead-of-price':
    'Neither the gift nor the price cut pays in electronics: at a margin of 15 % a gift of 3 % of the price must bring a quarter more orders, and brings less. The gift costs less than following the price down, which is what the courses say about the margin.',
  'prc-1-follow-price-cut':
    'The other way of answering, to compare with: everybody gets the lower price, also those who would have bought anyway. It loses more than the gift.',
  'prc-2-repricing':
    'What looks like more contribution is stock sold off: contribution counts goods when they are bought, so selling more than is bought raises it. With the change of stock counted the rule loses a great deal, because it follows rivals down at thin margins.',
  'prc-3-spend-tiers':
    'Baskets grow with tiers above the usual basket, by less than the tiers give away: who buys for 400 yuan anyway takes the reduction too. With 199 − 20, as in the courses, the first tier lies under the usual basket of this shop, and not even the order value rises.',
  'prc-4-life-cycle-pricing':
    'Other sign. The stage is read from the slope of four weeks of sales, which is mostly chance for a style that sells a few a week, so the rule marks down what is not in decline; and mature styles do not sell enough more at 5 % off.',
  'prc-5-loss-leader':
    'Orders rise by half, as claimed, and the shop pays for it: the leaders sell at cost with four times the traffic, and what is bought with them does not make up for it.',
  'prc-6-campaign-rhythm':
    'Sales rise by a few per cent over the two months, as claimed; discount, advertising and the dip afterwards cost more than they earn.',
  'prc-7-member-price':
    'Not distinguishable. VIPs are a small part of the buyers and new products a small part of the range, so the repeat rate of the shop does not move; the discount costs little too.',
  'cus-1-rfm-segments':
    'As claimed in direction: more customers come back, and the vouchers cost about what they bring.',
  'cus-2-membership-tiers':
    'The repeat rate rises, by well under one per cent of itself, not 18 %: the tiers reach those who buy often anyway.',
  'cus-3-private-domain':
    'The group doubles, and its members do come back more, but they are a small part of all customers; the 65–68 % of the courses is the rate of people who joined by themselves.',
  'cus-4-cohort-watch':
    'Not as claimed. A retention of one or two per cent in seven days, measured on some 150 new customers, falls by a quarter by chance every few weeks: almost all firings are false alarms, and each moves budget.',
  'cus-5-new-and-repeat-targets':
    'Returning customers come, at about the cost of the vouchers; new ones hardly, because the referral of a tea shop with few active customers brings few friends. Neither reaches the 35 % and 18 % of the courses.',
  'svc-1-bad-review-spike':
    'As claimed where the burst is seen: some bursts stay below the bar of chance for a product with a few reviews a week.',
  'svc-2-public-opinion-alert':
    'Sales suffer less in the crisis, as claimed. Negative mentions over the whole horizon do not fall measurably: levels are also raised in quiet weeks, and a statement without a crisis draws attention.',
  'svc-4-store-rating-root-cause':
    'As claimed: the courier is put right while it fails. The other two branches had nothing to do, since service and description scores did not move.',
  'svc-5-quality-check-and-quarantine':
    'Fewer defective units reach customers, as claimed; the rating does not move measurably, since two products of 120 are concerned. Blocked batches cost more than the returns they save.',
  'svc-6-hard-tickets-to-supervisor':
    'As claimed: tickets that the front line cannot solve are solved, and it pays.',
  'svc-7-reward-for-reviews':
    'As claimed: good products with few reviews get some, and convert a little better.',
  'svc-8-complaint-traced-to-cause':
    'Confirmed on one seed only: few complaints are booked on one party in four weeks, and by the time the cause is mended the batch is mostly sold.',
  'ord-1-stuck-order-follow-up':
    'As claimed in direction, far from 2 %: the figure counts an order on every day it is stuck, and most stuck orders wait for packing capacity, which a call does not give.',
  'ord-5-courier-tier-by-value':
    'More customers come back, by well under the 20 % of the courses, which speak of the customers concerned alone; in a luxury shop most orders pass the bar, so the dear courier costs far more than it brings.',
  'ord-6-slotting-by-class':
    'As claimed in direction, not in size: only a few products lie wrongly in this shop, so picking gets a few per cent faster, not three times.',
  'fin-3-promotion-cost-against-return':
    'As claimed: the campaign that the house has planned does not earn its discount, and is stopped after its first days.',
  'fin-4-emergency-reserve':
    'Not distinguishable: in most runs the till passes through the delay without touching its floor, with a reserve or without. Where it touches it, the money set aside is what is missing that evening, and it comes back a day later: a reserve moves a gap, it does not close it.',
  'cri-2-platform-rule-change':
    'Other sign. More budget after a loss of organic traffic buys visits at a falling return, and takes three days to learn; the shop would have lost less by waiting.',
  'mon-1-abnormal-values':
    'Not as claimed. Three standard deviations over fifteen products and channels a day are passed by chance every week; the hours spent on looking cost more than what is found.',
  'mon-2-strategy':
    'A dashboard changes nothing by itself: its effect is the time it takes to read, to the cent.',
  'mon-2-tactics':
    'A dashboard changes nothing by itself: its effect is the time it takes to read.',
  'mon-2-execution':
    'A dashboard changes nothing by itself: its effect is the time it takes to read, to the cent.',
  'mon-3-more-than-20-product-metrics':
    'Not as claimed. With 3,000 products and 24 bounds something is always broken; the desk fills with investigations of chance, and the few true causes wait among them.',
  'mon-4-competitor-watch':
    'Orders rise, as claimed; contribution falls, because gifts and discounts are given at thin margins to buyers who had not left.',
  'trn-1-early':
    'The target comes closer, as claimed, far from 120 % of it; cheap entry and test channels cost more than the sales they bring.',
  'trn-1-middle': 'The target comes a little closer, as claimed, far from 120 % of it.',
  'trn-1-late': 'The target comes a little closer, as claimed, far from 120 % of it.',
  'trn-1-drill-stockout':
    'As claimed: the drill is passed with the backup supplier. The target itself is out of reach of one playbook.',
  'trn-1-drill-reviews':
    'As claimed for the target, by very little; crisis levels kept up for weeks cost more than the burst.',
  'trn-1-drill-rule':
    'Not distinguishable: the answer to losing a fifth of the organic traffic is more advertising where the next yuan still earns more than it costs, and at the margin of this shop that is almost nowhere.',
  'trn-2-operations':
    'Other sign: repricing follows rivals and slow stock down, and the desk moves budgets between channels; what sells more sells below what it cost.',
  'trn-2-customer-service':
    'Other sign: extra agents for a few overdue tickets cost more than the goodwill they keep.',
  'trn-2-finance':
    'Other sign: strict terms drive away business buyers; the cash forecast of this shop never shows the gap that would pay for that.',
}

/** The same for the headline claims, by id. */
export const headlineSentences: Readonly<Record<string, string>> = {
  'turns-and-slow-movers':
    'Slow movers fall by a quarter of their share, half as far as the courses say; turns do not move distinguishably. The two rules pull in opposite directions: returns to the makers free stock, and a safety stock of 45 days for everything else binds it again. That the shop earns more comes from the stockouts that the safety stock prevents.',
  'stock-capital-by-class':
    'Other sign: stock capital grows by two fifths and turns fall. The untouched home shop has little spare stock to release; it keeps best sellers too short, and the safety stocks of classes A and B fill that gap. Contribution with stock rises by almost a quarter, so the classes are worth having; what they are not, in this shop, is a way to free money.',
  'stockouts-by-signal':
    'As claimed in direction, far from 5 %. The chart shows why: the rule acts on the days before a signal and lowers the stockouts of the categories concerned, while the shop runs short of others on every day. To come to 5 % the daily ordering itself would have to change (INV-2 does that).',
  'fulfilment-through-an-outage':
    'The fill rate rises by three and a half points and stays near 81 %: the outage concerns one of six suppliers for four weeks, and the untouched shop fills no more than that on an ordinary day. The backup bridges the outage; it does not lift a shop that orders by habit to 95 %.',
  'payment-step':
    'The pass rate of the payment step rises by 11 % of itself over the whole horizon, the days before the fix included, against 15 to 18 % in the courses. The standing defect lets 85 of 100 through, so a whole cure would be + 17.6 %; the task mends four fifths of it, which is + 14 % from then on. A third of visits were lost at payment before, less than the 40 % of the courses.',
  'cost-per-click':
    'Far larger than claimed: the cost of a click halves. The bids of the untouched electronics shop are set by hand, at a price that an average click does not earn back at its thin margin; the rule bids half of what a click earns and loses an eighth of the visits. The same rule in a shop that already bids well would show the 22 % or less.',
  'gift-against-price-cut':
    'Holding still earns most. Of the two answers the gift is the cheaper one, as the courses say: it keeps more of the margin than following the price down, in both seeds, and the reference price that buyers remember stays where it was. At a margin near 15 % neither brings enough orders to pay for itself.',
  'order-surge':
    'Survived: on the days of the surge the temporary packers and the partner carry most of the load, the backlog halves over the horizon, and four fifths of orders ship on time against three fifths. It does not come to all of them, since temps are there after two days and a partner after five, and it costs a little.',
}

/** The same for the packs, by folder. */
export const packSentences: Readonly<Record<string, string>> = {
  'trn-1-sand-table-course':
    'The course comes closer to its targets, by a few percentage points, and stays below them: the targets are set a little above what the untouched shop sells without drills, and the three drills take more than the playbooks bring. Cheap entry and crisis levels cost more contribution than the sales are worth.',
  'trn-2-four-desks':
    'Other sign: run together, the four desks sell more and run out of stock far less, and earn almost nothing of what the shop earned. Operations follow rivals down at thin margins, and supply buys what is then sold too cheaply: each desk keeps its own figure, and nobody the contribution.',
  'mon-2-three-dashboards':
    'Three dashboards cost the time it takes to read them, and change nothing else.',
}
