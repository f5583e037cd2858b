"""The reduced model of a shop as SimPy programs are written: a process per product, one event a day.

Usage: reduced.py PRODUCTS DAYS      prints one line of JSON; exits with 3 where SimPy is not installed.

A day of a product: purchase orders arrive; noise, weekday, season, a rival's price and an advertising weight make
its expected visits; visits, purchases (as far as the stock goes), returns, reviews; running windows of 7 to 60 days;
twenty rules with cool-downs, in the order and with the conditions of bench/sim/rules.ts. Samplers are the cheap ones:
one uniform by inversion, a rounded normal above a mean of 10.
"""

import json
import math
import random
import sys
import time

try:  # SimPy 3 and 4
    import simpy

    version = simpy.__version__

    def run_processes(make, count, days):
        environment = simpy.Environment()
        products = [make(index) for index in range(count)]

        def life(product):
            day = 0
            while True:
                day += 1
                product.pass_day(day)
                yield environment.timeout(1)

        for product in products:
            environment.process(life(product))
        start = time.process_time()
        environment.run(until=days)
        return products, time.process_time() - start

except ImportError:
    try:  # SimPy 2, Debian 12
        import SimPy
        from SimPy.Simulation import Process, Simulation, hold

        version = SimPy.__version__
    except ImportError:
        sys.exit(3)

    class Life(Process):
        def __init__(self, product, sim):
            Process.__init__(self, sim=sim)
            self.product = product

        def run(self):
            day = 0
            while True:
                day += 1
                self.product.pass_day(day)
                yield hold, self, 1

    def run_processes(make, count, days):
        simulation = Simulation()
        simulation.initialize()
        products = [make(index) for index in range(count)]
        for product in products:
            life = Life(product, simulation)
            simulation.activate(life, life.run())
        start = time.process_time()
        simulation.simulate(until=days - 0.5)
        return products, time.process_time() - start


WEEKDAYS = (0.94, 0.92, 0.93, 0.96, 1.03, 1.12, 1.10)
DIVISORS = (1, 2.3, 3.7, 5.3, 6.9, 8.6, 18, 28, 42, 60)
# best seller's visits, conversion, list price, cost ratio, minimum order, season: amplitude and peak, lead time,
# units left over from last season of the four styles that hardly sell
FAMILIES = (
    (320, 0.025, 23900, 0.48, 40, 0.30, 0.45, 10, 340),
    (360, 0.028, 13900, 0.50, 40, 0.15, 0.50, 8, 340),
    (225, 0.024, 21900, 0.50, 30, 0.30, 0.95, 15, 280),
    (215, 0.019, 39900, 0.50, 20, 0.35, 0.90, 16, 210),
    (265, 0.026, 16900, 0.50, 40, 0.10, 0.25, 10, 340),
    (245, 0.030, 9900, 0.44, 50, 0.10, 0.00, 6, 380),
)
KEEP = 0.5 ** (1 / 21)
STEP = 0.45 * math.sqrt(1 - KEEP * KEEP)


def poisson(mean):
    if mean <= 0:
        return 0
    if mean > 10:
        return max(0, int(random.gauss(mean, math.sqrt(mean)) + 0.5))
    u = random.random()
    count = 0
    chance = below = math.exp(-mean)
    while u > below and count < 200:
        count += 1
        chance *= mean / count
        below += chance
    return count


def binomial(n, p):
    if n <= 0 or p <= 0:
        return 0
    if p >= 1:
        return n
    mean = n * p
    if mean > 10:
        return min(n, max(0, int(random.gauss(mean, math.sqrt(mean * (1 - p))) + 0.5)))
    u = random.random()
    odds = p / (1 - p)
    chance = below = (1 - p) ** n
    count = 0
    while u > below and count < n:
        count += 1
        chance *= odds * (n - count + 1) / count
        below += chance
    return count


class Shop:
    def __init__(self):
        self.cash = 0
        self.fired = 0
        self.sold = 0
        self.visits = 0


class Product:
    def __init__(self, shop, index):
        visits, conversion, price, cost, moq, amplitude, peak, lead, left = FAMILIES[index // 10 % 6]
        self.shop = shop
        self.base = visits / DIVISORS[index % 10]
        self.conversion = conversion
        self.list_price = self.price = self.reference = price
        self.cost = int(price * cost)
        self.moq = moq
        self.amplitude = amplitude
        self.peak = peak
        self.lead = lead
        self.noise = random.gauss(0, 0.45)
        self.rival = price * math.exp(random.gauss(0, 0.04))
        self.weight = 1.0
        self.weight_until = 0
        self.on_hand = int(25 * self.base * conversion) + (left if index % 10 > 5 else 0)
        self.on_order = 0
        self.pipeline = {}
        self.rating = 4.6
        # running totals: a window is a difference
        self.sold = [0]
        self.visited = [0]
        self.returned = [0]
        self.reviewed = [0]
        self.bad = [0]
        self.cool = [0] * 20

    def window(self, totals, days):
        return totals[-1] - totals[-1 - days] if len(totals) > days else totals[-1]

    def pass_day(self, day):
        shop = self.shop
        arrived = self.pipeline.pop(day, 0)
        self.on_hand += arrived
        self.on_order -= arrived
        self.noise = KEEP * self.noise + STEP * random.gauss(0, 1)
        if random.random() < 0.02:
            deviation = math.log(self.rival / self.list_price)
            self.rival = self.list_price * math.exp(0.5 * deviation + random.gauss(0, 0.035))
        if self.weight_until < day:
            self.weight = 1.0
        season = 1 + self.amplitude * math.cos(2 * math.pi * (day / 365 - self.peak))
        expected = self.base * WEEKDAYS[day % 7] * season * math.exp(self.noise - 0.1) * self.weight
        visits = poisson(expected)
        usual = math.log(self.conversion / (1 - self.conversion))
        logit = (
            usual
            - 2.5 * (self.price / self.reference - 1)
            - 0.3 * (self.price / self.rival - 1)
            + 0.4 * (self.rating - 4.6)
        )
        wanted = binomial(visits, 1 / (1 + math.exp(-logit)))
        sales = min(wanted, self.on_hand)
        self.on_hand -= sales
        self.reference = 0.97 * self.reference + 0.03 * self.price
        sold = self.sold
        sold_10 = sold[-10] - sold[-11] if len(sold) > 10 else 0
        sold_7 = sold[-7] - sold[-8] if len(sold) > 7 else 0
        returned = binomial(sold_10, 0.1)
        reviews = binomial(sold_7, 0.06)
        bad = binomial(reviews, 0.09)
        if reviews > 0:
            for star in range(reviews):
                self.rating += 0.05 * ((1.7 if star < bad else 4.7) - self.rating)
        self.on_hand += returned
        sold.append(sold[-1] + sales)
        self.visited.append(self.visited[-1] + visits)
        self.returned.append(self.returned[-1] + returned)
        self.reviewed.append(self.reviewed[-1] + reviews)
        self.bad.append(self.bad[-1] + bad)
        shop.cash += (sales - returned) * self.price - 900 * sales
        shop.sold += sales
        shop.visits += visits
        self.apply_rules(day)

    def fire(self, rule, day, cooldown):
        self.cool[rule] = day + cooldown
        self.shop.fired += 1

    def order(self, day, units, lead):
        units = max(self.moq, math.ceil(units))
        delay = max(1, int(random.gammavariate(4, lead / 4) + 0.5))
        self.pipeline[day + delay] = self.pipeline.get(day + delay, 0) + units
        self.on_order += units
        self.shop.cash -= units * self.cost + 3000

    def set_weight(self, day, weight):
        self.weight = weight
        self.weight_until = day + 14

    def apply_rules(self, day):
        cool = self.cool
        window = self.window
        sold = self.sold
        price = self.price
        usual = self.list_price
        cost = self.cost
        rival = self.rival
        on_hand = self.on_hand
        sold_7 = window(sold, 7)
        sold_14 = window(sold, 14)
        sold_28 = window(sold, 28)
        sold_30 = window(sold, 30)
        sold_60 = window(sold, 60)
        visits_7 = window(self.visited, 7)
        visits_28 = window(self.visited, 28)
        bad_30 = window(self.bad, 30)
        reviews_30 = window(self.reviewed, 30)
        returned_30 = window(self.returned, 30)
        daily = sold_28 / 28
        position = on_hand + self.on_order
        if cool[0] < day and position < (self.lead + 7) * daily:
            self.order(day, (self.lead + 28) * daily - position, self.lead)
            self.fire(0, day, 3)
        if cool[1] < day and on_hand < 2 * sold_7 / 7 and self.on_order == 0:
            self.order(day, 2 * sold_7, 0.3 * self.lead)
            self.fire(1, day, 7)
        if cool[2] < day and sold_28 < 0.1 * on_hand and price >= usual:
            self.price = 0.9 * usual
            self.fire(2, day, 14)
        if cool[3] < day and sold_60 < 0.15 * on_hand and 0.8 * usual < price < 0.95 * usual:
            self.price = 0.8 * usual
            self.fire(3, day, 14)
        if cool[4] < day and on_hand < 15 * sold_14 / 14 and price < 0.97 * usual:
            self.price = usual
            self.fire(4, day, 7)
        if cool[5] < day and sold_14 > 0.3 * on_hand and price < 0.85 * usual:
            self.price = 0.92 * usual
            self.fire(5, day, 7)
        if cool[6] < day and visits_7 > 100 and sold_7 * visits_28 < 0.7 * sold_28 * visits_7:
            self.fire(6, day, 7)
        if cool[7] < day and bad_30 >= 3 and bad_30 > 0.2 * reviews_30:
            self.fire(7, day, 14)
        if cool[8] < day and self.rating < 4.2 and price > 0.95 * usual:
            self.price = 0.95 * usual
            self.fire(8, day, 28)
        if cool[9] < day and 1.2 * cost < rival < 0.98 * price:
            self.price = rival
            self.fire(9, day, 3)
        if cool[10] < day and rival > 1.03 * price and price < 0.97 * usual and on_hand < 60 * daily:
            self.price = 1.03 * price
            self.fire(10, day, 7)
        if cool[11] < day and on_hand > 45 * daily and sold_28 > 0.02 * visits_28:
            self.set_weight(day, 1.5)
            self.fire(11, day, 14)
        if cool[12] < day and on_hand < 5 * sold_7 / 7:
            self.set_weight(day, 0.5)
            self.fire(12, day, 7)
        if cool[13] < day and visits_28 > 200 and sold_28 < 0.008 * visits_28:
            self.set_weight(day, 0.7)
            self.fire(13, day, 14)
        if cool[14] < day and price < 1.3 * cost:
            self.set_weight(day, 0.6)
            self.fire(14, day, 14)
        if cool[15] < day and sold_28 >= 10 and returned_30 > 0.25 * sold_30:
            self.fire(15, day, 14)
        if cool[16] < day and on_hand <= 0 and sold_28 > 0:
            self.fire(16, day, 3)
        if cool[17] < day and sold_60 == 0 and on_hand > 0 and price > 0.7 * usual:
            self.price = 0.7 * usual
            self.fire(17, day, 28)
        if cool[18] < day and sold_7 >= 6 and sold_7 > 0.5 * sold_28:
            self.fire(18, day, 7)
        if cool[19] < day and price < 1.1 * cost:
            self.price = 1.15 * cost
            self.fire(19, day, 3)


def main():
    count, days = int(sys.argv[1]), int(sys.argv[2])
    random.seed(1)
    shop = Shop()
    _, seconds = run_processes(lambda index: Product(shop, index), count, days)
    product_days = count * days
    print(
        json.dumps(
            {
                "version": version,
                "python": sys.version.split()[0],
                "cpuNs": seconds * 1e9 / product_days,
                "visits": shop.visits / product_days,
                "sold": shop.sold / product_days,
                "fired": shop.fired / product_days,
            }
        )
    )


main()
