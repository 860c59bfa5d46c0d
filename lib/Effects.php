<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/**
 * Carries out in WHMCS what the native part has written into its outbox: invoices, mails, log lines. Each is taken
 * for a time, done, and settled; what was taken and never settled is looked for before it is done again.
 */
final class Effects
{
	/** One after the other: what another waits for (a mail server that takes a minute) takes nothing of its time. */
	const AT_ONCE = 1;
	/** Longer than any single effect takes: when its time is over, somebody else looks for it and does it. */
	const SECONDS = 900;
	const MOST = 10000;

	private $holder;
	private $adminUser;
	private $gateways;
	/** The mark of the mail that is being sent; '' while none is. */
	private static $mark = '';
	private static $marking = false;
	/** The effect whose invoice is being made: {id, token, client, notes}; null while none is. */
	private static $making;
	private static $listening = false;

	public function __construct()
	{
		$host = preg_replace('/[^A-Za-z0-9.-]/', '', (string) Host::callIfEnabled('gethostname'));
		$this->holder = substr($host, 0, 18) . '.' . (int) Host::callIfEnabled('getmypid') . '.' . bin2hex(random_bytes(4));
	}

	/**
	 * Takes and does what is waiting, until nothing is left.
	 * @param callable|null $tell gets one line for each effect
	 * @return array{done: int, failed: int, errors: array}
	 */
	public function run($tell = null): array
	{
		$result = ['done' => 0, 'failed' => 0, 'errors' => []];
		for ($turn = 0; $turn < self::MOST; $turn++) {
			$effects = \Ispapi\Backorder\effects_claim($this->holder, self::AT_ONCE, self::SECONDS);
			if (!$effects) {
				break;
			}
			foreach ($effects as $effect) {
				$outcome = $this->settle($effect);
				$result[$outcome['ok'] ? 'done' : 'failed']++;
				$line = $effect['kind'] . ' ' . $effect['id'] . ': ' . $outcome['text'];
				if (!$outcome['ok']) {
					$result['errors'][] = $line;
				}
				if ($tell !== null) {
					call_user_func($tell, $line);
				}
			}
		}
		return $result;
	}

	/** Does one effect and tells the native part how it ended. */
	private function settle(array $effect): array
	{
		try {
			$result = $this->perform($effect);
			$ok = true;
			$text = isset($result['invoiceid']) ? 'invoice ' . $result['invoiceid'] : (isset($result['note']) ? $result['note'] : 'done');
		} catch (\Throwable $e) {
			$ok = false;
			$text = mb_substr($e->getMessage(), 0, 400);
			$result = ['message' => $text];
		}
		try {
			\Ispapi\Backorder\effect_settle((int) $effect['id'], (string) $effect['token'], $ok, $result);
		} catch (\Throwable $e) {
			// Nothing is lost: when its time is over, the effect is looked for in WHMCS and settled then.
			Host::logError('Effect ' . $effect['id'] . ' (' . $text . ') could not be settled', $e);
			return ['ok' => false, 'text' => $text . '; ' . $e->getMessage()];
		}
		return ['ok' => $ok, 'text' => $text];
	}

	private function perform(array $effect): array
	{
		$payload = $effect['payload'];
		if (is_string($payload)) {
			$payload = json_decode($payload, true);
		}
		if (!is_array($payload)) {
			throw new \RuntimeException('The payload is not readable.');
		}
		switch ($effect['kind']) {
			case 'invoice':
				return $this->invoice($effect, $payload);
			case 'mail':
				return $this->mail($payload, View::text($effect, 'marker'));
			case 'log':
				logActivity(View::text($payload, 'text'), View::int($payload, 'client_id'));
				return [];
			case 'adminmail':
				return $this->adminMail($payload);
			default:
				throw new \RuntimeException('Unknown kind of effect: ' . $effect['kind']);
		}
	}

	/** Makes the invoice, or goes on where an earlier attempt died. */
	private function invoice(array $effect, array $payload): array
	{
		$left = View::int($effect, 'invoice_id');
		if ($left > 0) {
			$this->applyCredit($left);
			return ['invoiceid' => $left];
		}
		$incomplete = View::int($effect, 'put_aside');
		if ($incomplete > 0) {
			$this->call('UpdateInvoice', ['invoiceid' => $incomplete, 'status' => 'Cancelled']);
		}
		return ['invoiceid' => $this->createInvoice($effect, $payload)];
	}

	/** Nothing between CreateInvoice and the return may throw: the invoice exists then. */
	private function createInvoice(array $effect, array $payload): int
	{
		$client = View::int($payload, 'client_id');
		// The day in WHMCS's time zone, as on all of its invoices.
		$day = (new \DateTime(View::text($payload, 'time') . ' UTC'))->setTimezone(new \DateTimeZone(date_default_timezone_get()));
		$parameters = [
			'userid' => $client,
			'status' => 'Unpaid',
			'sendinvoice' => true,
			'autoapplycredit' => true,
			'date' => $day->format('Y-m-d'),
			'duedate' => $day->modify('+' . View::int($payload, 'due_days') . ' days')->format('Y-m-d'),
			'notes' => View::text($payload, 'notes'),
			'itemdescription1' => $this->description($payload, $client),
			'itemamount1' => View::text($payload, 'amount'),
			'itemtaxed1' => !empty($payload['taxed']),
		];
		$method = $this->paymentMethod($client);
		if ($method !== '') {
			$parameters['paymentmethod'] = $method;
		}
		self::listen();
		self::$making = ['id' => (int) $effect['id'], 'token' => (string) $effect['token'], 'client' => $client, 'notes' => $parameters['notes']];
		try {
			$answer = $this->call('CreateInvoice', $parameters);
		} finally {
			self::$making = null;
		}
		$id = isset($answer['invoiceid']) && is_numeric($answer['invoiceid']) ? (int) $answer['invoiceid'] : 0;
		if ($id <= 0) {
			throw new \RuntimeException('CreateInvoice gave no invoice id.');
		}
		return $id;
	}

	/**
	 * WHMCS tells hooks of an invoice while it is still making it. The native part notes its number at once: if this process
	 * dies and somebody deletes the invoice, it is known to have been made, and no second one is.
	 */
	private static function listen()
	{
		if (self::$listening) {
			return;
		}
		self::$listening = true;
		add_hook('InvoiceCreation', 1, function ($vars) {
			$id = is_array($vars) ? View::int($vars, 'invoiceid') : 0;
			if (self::$making === null || $id <= 0) {
				return;
			}
			try {
				// Another addon's hook may make invoices of its own meanwhile; ours is known by its notes.
				$row = Capsule::table('tblinvoices')->where('id', $id)->where('userid', self::$making['client'])->first();
				if ($row !== null && strpos((string) ((array) $row)['notes'], self::$making['notes']) !== false) {
					\Ispapi\Backorder\effect_made_invoice(self::$making['id'], self::$making['token'], $id);
				}
			} catch (\Throwable $e) {
				// Only the proof for a rare case is missing then; the invoice goes on.
				Host::logError('Invoice ' . $id . ' could not be noted', $e);
			}
		});
	}

	/** The client's own payment method, else the first active one; '' leaves it to WHMCS. */
	private function paymentMethod(int $client): string
	{
		if ($this->gateways === null) {
			$answer = $this->call('GetPaymentMethods', []);
			$methods = isset($answer['paymentmethods']['paymentmethod']) ? $answer['paymentmethods']['paymentmethod'] : [];
			$this->gateways = [];
			foreach (is_array($methods) ? $methods : [] as $method) {
				$this->gateways[] = View::text($method, 'module');
			}
		}
		$details = $this->call('GetClientsDetails', ['clientid' => $client, 'stats' => false]);
		$own = View::text(isset($details['client']) ? $details['client'] : [], 'defaultgateway');
		$own = $own !== '' ? $own : View::text($details, 'defaultgateway');
		if ($own !== '' && in_array($own, $this->gateways, true)) {
			return $own;
		}
		return $this->gateways ? $this->gateways[0] : '';
	}

	/** The invoice's line in the client's language; effects of an older version bring the finished text. */
	private function description(array $payload, int $client): string
	{
		$key = View::text(isset($payload['texts']) ? $payload['texts'] : [], 'description');
		if ($key === '') {
			return View::text($payload, 'description');
		}
		return Text::ofClientId($client)->get($key, ['domain' => View::text($payload, 'name')]);
	}

	private function mail(array $payload, string $mark): array
	{
		$client = View::int($payload, 'client_id');
		$template = View::text($payload, 'template');
		// Who deletes or disables a template does not want this mail. The one about low funds is different: as long as it
		// can't be sent its names are not told, and the Status page says so.
		if ($template !== MailTemplate::NAME && !MailTemplate::isUsable($template)) {
			return ['note' => 'not sent, ' . $template . ' is missing or disabled'];
		}
		self::markCopies();
		self::$mark = $mark;
		try {
			$this->call('SendEmail', [
				'messagename' => $template,
				'id' => $client,
				'customvars' => base64_encode(serialize(self::variables($payload, $client))),
			]);
		} finally {
			self::$mark = '';
		}
		return [];
	}

	/** What the template can say: the native part's facts, and the texts in the client's language. */
	private static function variables(array $payload, int $client): array
	{
		$variables = isset($payload['variables']) && is_array($payload['variables']) ? $payload['variables'] : [];
		$text = Text::ofClientId($client);
		foreach (isset($payload['texts']) && is_array($payload['texts']) ? $payload['texts'] : [] as $name => $key) {
			$variables[$name] = is_string($key) ? $text->get($key) : '';
		}
		if (isset($variables['auction_json'])) {
			$auction = json_decode((string) $variables['auction_json'], true);
			unset($variables['auction_json']);
			foreach (['url', 'status', 'currency', 'best_bid', 'bidders', 'bids', 'start', 'end'] as $fact) {
				$variables['auction_' . $fact] = View::text($auction, $fact);
			}
		}
		return $variables;
	}

	/**
	 * WHMCS keeps a copy of each mail in tblemails, and asks hooks before it does. The mark in the copy lets the native
	 * part see, after a crash, that this mail was sent. What the customer gets is not changed.
	 */
	private static function markCopies()
	{
		if (self::$marking) {
			return;
		}
		self::$marking = true;
		add_hook('EmailPreLog', 1, function ($vars) {
			if (self::$mark === '' || !is_array($vars) || !isset($vars['message']) || !is_string($vars['message'])) {
				return [];
			}
			return ['message' => $vars['message'] . "\n<!-- " . self::$mark . ' -->'];
		});
	}

	/** A mail to WHMCS's own admins, in the system's language. */
	private function adminMail(array $payload): array
	{
		$text = Text::ofAdmin();
		$words = isset($payload['words']) && is_array($payload['words']) ? $payload['words'] : [];
		$key = View::text($payload, 'text');
		$this->call('SendAdminEmail', [
			'customsubject' => $text->get($key . '_subject'),
			'custommessage' => '<p>' . htmlspecialchars($text->get($key, $words), ENT_QUOTES, 'UTF-8') . '</p>',
			'type' => 'system',
		]);
		return [];
	}

	/**
	 * What CreateInvoice would have done next: as much credit as the invoice needs and the client has. WHMCS may refuse, for
	 * the credit was spent meanwhile, say: then the invoice is simply not paid yet, and the client gets to see it.
	 */
	private function applyCredit(int $invoice)
	{
		try {
			$answer = $this->call('GetInvoice', ['invoiceid' => $invoice]);
			$details = $this->call('GetClientsDetails', ['clientid' => View::int($answer, 'userid'), 'stats' => false]);
			$credit = View::text(isset($details['client']) ? $details['client'] : $details, 'credit');
			$amount = min(self::cents(View::text($answer, 'balance')), self::cents($credit));
			if (View::text($answer, 'status') === 'Unpaid' && $amount > 0) {
				$this->call('ApplyCredit', ['invoiceid' => $invoice, 'amount' => sprintf('%d.%02d', intdiv($amount, 100), $amount % 100)]);
			}
		} catch (\RuntimeException $e) {
			Host::logError('Credit was not applied to invoice ' . $invoice, $e);
		}
	}

	private static function cents(string $amount): int
	{
		return is_numeric($amount) ? (int) round((float) $amount * 100) : 0;
	}

	/** localAPI; a refusal becomes an exception with WHMCS's words. */
	private function call(string $command, array $parameters): array
	{
		$user = $this->apiUser();
		$answer = $user === '' ? localAPI($command, $parameters) : localAPI($command, $parameters, $user);
		if (!is_array($answer)) {
			throw new \RuntimeException($command . ' gave no answer.');
		}
		// Some commands and versions tell an error in "status", others in "result".
		foreach (['result', 'status'] as $key) {
			if (isset($answer[$key]) && is_string($answer[$key]) && strtolower($answer[$key]) === 'error') {
				throw new \RuntimeException($command . ': ' . (View::text($answer, 'message') !== '' ? View::text($answer, 'message') : 'error'));
			}
		}
		return $answer;
	}

	/** Before WHMCS 7.2 the API needs the name of an admin. */
	private function apiUser(): string
	{
		if ($this->adminUser === null) {
			$version = isset($GLOBALS['CONFIG']['Version']) ? (string) $GLOBALS['CONFIG']['Version'] : '';
			$this->adminUser = '';
			if ($version !== '' && version_compare($version, '7.2', '<')) {
				$this->adminUser = (string) Capsule::table('tbladmins')->orderBy('id')->value('username');
			}
		}
		return $this->adminUser;
	}
}
