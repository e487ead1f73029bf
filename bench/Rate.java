import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongToIntFunction;

/**
 * Measures response times at a fixed request rate.
 *
 * <p>{@code java bench/Rate.java <url> <paths> <requests per second> <seconds> [<agents>|- [<header>]]} requests the
 * paths of a file in turn at fixed times, independent of the responses. Response times are measured from the scheduled
 * times, so a stall affects all requests that it delays. With a file of user agents, requests resemble those of
 * browsers: the agents alternate and request compressed HTML. {@code -} means no agents. The optional header ({@code
 * Name: value}) is sent with each request.
 *
 * <p>The client uses a single thread, because it shares the processors with the service. The client neither stores
 * nor copies the responses: garbage collection and compilation of the client would distort the measurement. The client
 * polls for responses 20 times per millisecond, which is the precision of the measured times.
 *
 * <p>{@code bench/peers/Slices.java} also uses this class, with random orders, with several client addresses and at the
 * maximum rate.
 */
public class Rate implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final int LARGEST_HEAD = 65_536;
    private static final long LOOK_NANOS = 50_000;
    private static final long TIMEOUT_NANOS = 60_000_000_000L;
    private static final int FIRST_CLIENT = 2;

    private final InetSocketAddress address;
    private final List<String> paths;
    /** Returns the index of the path for a request number. */
    private final LongToIntFunction order;
    /**
     * Number of loopback addresses, starting at 127.0.0.2, from which requests are sent in turn; 0 for the default
     * address.
     */
    private final int clients;
    private final List<String> agents;
    /** Header lines of all requests. */
    private final String headers;
    private final Selector selector = Selector.open();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final ByteBuffer read = ByteBuffer.allocateDirect(1 << 18);

    private long begun;
    private long[] nanos;
    /**
     * Number of the first request of the current run. The numbers continue from run to run, so that the readers of a
     * run differ from those of earlier runs.
     */
    private long first;
    private int answered;
    private int failed;

    /** @param header null or empty for none */
    Rate(URI url, List<String> paths, List<String> agents, String header) throws IOException {
        this(url, paths, number -> (int) (number % paths.size()), agents, header, 0);
    }

    /**
     * Creates a client without connections.
     *
     * @param order returns the index of the path for a request number
     * @param header null or empty for none
     * @param clients number of loopback addresses, starting at 127.0.0.2, from which requests are sent in turn; 0 for
     *     the default address
     */
    Rate(URI url, List<String> paths, LongToIntFunction order, List<String> agents, String header, int clients)
            throws IOException {
        address = new InetSocketAddress(url.getHost(), url.getPort());
        this.order = order;
        this.clients = clients;
        this.paths = paths;
        this.agents = agents;
        headers = "Host: " + url.getHost() + ":" + url.getPort() + "\r\n"
                + (agents.isEmpty() ? "" : "Accept: text/html\r\nAccept-Encoding: gzip\r\n")
                + (header == null || header.isEmpty() ? "" : header + "\r\n");
        first = agents.isEmpty() ? 0 : System.currentTimeMillis();
        for (int i = 0; i < CONNECTIONS; i++) {
            free.push(new Connection(i));
        }
    }

    /** Requests all paths equally often, in a random order that the seed determines. */
    static LongToIntFunction uniform(int paths, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return number -> random.nextInt(paths);
    }

    /** Requests path n (from 1) with a frequency of 1/n, in a random order that the seed determines. */
    static LongToIntFunction zipf(int paths, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] upTo = new double[paths];
        double sum = 0;
        for (int i = 0; i < paths; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        return number -> {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[paths - 1]);
            return Math.min(found < 0 ? -found - 1 : found, paths - 1);
        };
    }

    public static void main(String... arguments) throws Exception {
        URI url = URI.create(arguments[0]);
        Rate rate = new Rate(
                url,
                Files.readAllLines(Path.of(arguments[1])),
                arguments.length > 4 && !arguments[4].equals("-") ? Files.readAllLines(Path.of(arguments[4])) : List.of(),
                arguments.length > 5 ? arguments[5] : null);
        double perSecond = Double.parseDouble(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        // The client also needs a warm-up, because its own delays would be measured.
        rate.send(perSecond / 2, seconds);
        rate.send(perSecond, seconds);
        long[] nanos = rate.sorted();
        int many = nanos.length;
        System.out.printf(
                Locale.ROOT,
                "%.0f/s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, longest %.1f ms, %d failed%n",
                perSecond,
                nanos[many / 2] / 1e6,
                nanos[many * 95 / 100] / 1e6,
                nanos[many * 99 / 100] / 1e6,
                nanos[many - 1] / 1e6,
                rate.failed);
        rate.close();
    }

    /** Returns the response times of the last run in nanoseconds, in ascending order. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, answered);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns the number of requests of the last run without a response of status 200. */
    int failed() {
        return failed;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /**
     * Sends the next request of a connection as soon as its response has been received.
     *
     * @param connections number of concurrent requests
     */
    void flood(int connections, int seconds) throws IOException {
        nanos = new long[1 << 16];
        answered = 0;
        failed = 0;
        begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        int sent = 0;
        while (true) {
            // A failed request counts as answered immediately, so the time is read for each request.
            while (System.nanoTime() < end && sent - answered < connections) {
                nanos = sent < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * sent);
                nanos[sent] = System.nanoTime() - begun;
                free.pop().ask(sent++);
            }
            long now = System.nanoTime();
            if (now >= end && answered == sent) {
                break;
            }
            if (now > end + TIMEOUT_NANOS) {
                throw new IOException((sent - answered) + " responses are missing");
            }
            selector.select(this::isReady, 10);
        }
        first += sent;
    }

    void send(double perSecond, int seconds) throws IOException {
        send(perSecond, seconds, TIMEOUT_NANOS);
    }

    /** @param timeoutNanos time after the last request until all responses must have been received */
    void send(double perSecond, int seconds, long timeoutNanos) throws IOException {
        int many = (int) (perSecond * seconds);
        nanos = new long[many];
        answered = 0;
        failed = 0;
        begun = System.nanoTime() + 100_000_000;
        for (int i = 0; i < many; i++) {
            nanos[i] = (long) (i * 1e9 / perSecond);
        }
        int sent = 0;
        while (answered < many) {
            long now = System.nanoTime() - begun;
            for (; sent < many && nanos[sent] <= now; sent++) {
                waiting.add(sent);
            }
            while (!waiting.isEmpty() && !free.isEmpty()) {
                free.pop().ask(waiting.remove());
            }
            if (selector.selectNow(this::isReady) == 0) {
                long due = sent < many ? begun + nanos[sent] - System.nanoTime() : LOOK_NANOS;
                LockSupport.parkNanos(Math.min(due, LOOK_NANOS));
            }
            if (now > (long) (many * 1e9 / perSecond) + timeoutNanos) {
                throw new IOException((many - answered) + " responses are missing");
            }
        }
        first += many;
    }

    private byte[] request(long number) {
        String path = paths.get(order.applyAsInt(number));
        // Each path is requested by all agents.
        String agent = agents.isEmpty() ? null : agents.get((int) ((number / paths.size() + number) % agents.size()));
        return ("GET " + path + " HTTP/1.1\r\n" + headers + (agent == null ? "" : "User-Agent: " + agent + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void isReady(SelectionKey key) {
        ((Connection) key.attachment()).read();
    }

    /** Connection with at most one request at a time. */
    private class Connection {

        private final int place;
        private final byte[] head = new byte[LARGEST_HEAD];
        private SocketChannel channel;
        private int number;
        private int inHead;
        /** Remaining bytes of the body or chunk; -1 if the length is not known yet. */
        private long left;
        private boolean isChunked;
        private boolean isInBody;
        private boolean isClosed;
        /** Length of the next chunk, as far as its line has been read. */
        private long chunk;

        private Connection(int place) {
            this.place = place;
        }

        private void ask(int number) {
            this.number = number;
            inHead = 0;
            left = -1;
            isInBody = false;
            try {
                if (channel == null) {
                    channel = SocketChannel.open();
                    if (clients > 0) {
                        channel.bind(new InetSocketAddress("127.0.0." + (FIRST_CLIENT + place % clients), 0));
                    }
                    channel.connect(address);
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ, this);
                }
                ByteBuffer request = ByteBuffer.wrap(request(first + number));
                // After all previous responses have been received, a request fits into any socket buffer.
                if (channel.write(request) < request.limit()) {
                    throw new IOException("a request could not be written at once");
                }
            } catch (IOException e) {
                end(false);
            }
        }

        private void read() {
            try {
                read.clear();
                int bytes = channel.read(read);
                if (bytes < 0) {
                    end(false);
                    return;
                }
                read.flip();
                while (!isInBody && read.hasRemaining()) {
                    head[inHead++] = read.get();
                    if (inHead >= 4 && head[inHead - 1] == '\n' && head[inHead - 3] == '\n') {
                        startBody(new String(head, 0, inHead, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
                    }
                }
                if (isInBody && (isChunked ? readChunks() : readBytes())) {
                    end(head[9] == '2' && head[10] == '0' && head[11] == '0');
                }
            } catch (IOException e) {
                end(false);
            }
        }

        private void startBody(String head) throws IOException {
            isInBody = true;
            isClosed = head.contains("\r\nconnection: close\r\n");
            isChunked = head.contains("\r\ntransfer-encoding: chunked\r\n");
            chunk = 0;
            left = isChunked ? -1 : length(head);
        }

        private static long length(String head) throws IOException {
            int at = head.indexOf("\r\ncontent-length:");
            if (at < 0) {
                throw new IOException("a response has no Content-Length");
            }
            int from = at + "\r\ncontent-length:".length();
            return Long.parseLong(head.substring(from, head.indexOf("\r\n", from)).trim());
        }

        /** Returns whether the body has ended. */
        private boolean readBytes() throws IOException {
            left -= read.remaining();
            if (left < 0) {
                throw new IOException("the response is longer than announced");
            }
            return left == 0;
        }

        /** Returns whether the last chunk has ended. Responses have no trailers and no chunk extensions. */
        private boolean readChunks() {
            while (read.hasRemaining()) {
                if (left > 0) {
                    int skipped = (int) Math.min(left, read.remaining());
                    read.position(read.position() + skipped);
                    left -= skipped;
                    if (left == 0 && chunk == 0) {
                        return true;
                    }
                    if (left == 0) {
                        left = -1;
                        chunk = 0;
                    }
                } else {
                    byte next = read.get();
                    if (next == '\n') {
                        left = chunk + 2; // with the line break after the chunk
                    } else if (next != '\r') {
                        chunk = 16 * chunk + Character.digit(next, 16);
                    }
                }
            }
            return false;
        }

        private void end(boolean isRight) {
            nanos[number] = System.nanoTime() - begun - nanos[number];
            answered++;
            failed += isRight ? 0 : 1;
            if (!isRight || isClosed) {
                try {
                    if (channel != null) {
                        channel.close();
                    }
                } catch (IOException e) {
                    // The connection is not used again.
                }
                channel = null;
            }
            // Requests are distributed over all client addresses.
            if (clients > 0) {
                free.add(this);
            } else {
                free.push(this);
            }
        }
    }
}
