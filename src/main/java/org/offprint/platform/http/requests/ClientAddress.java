package org.offprint.platform.http.requests;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Client address of a request, which is the address of the connection, or the address forwarded by a trusted proxy. */
public final class ClientAddress {

    private static final int BITS_OF_NETWORK = 64;
    private static final int SHORT_BITS_OF_4 = 24;
    private static final int SHORT_BITS_OF_6 = 48;
    private static final int BITS_OF_SITE = 48;
    private static final int BYTES_OF_6 = 16;

    /**
     * Request header that the framework sets or removes. The header value is {@code true} if the connection is from a
     * trusted proxy.
     */
    private static final String TRUSTED_PROXY = "X-Forwarded-Trusted-Proxy";

    /** Number of trusted proxies that append an address to {@code X-Forwarded-For}; 0 to ignore forwarded addresses. */
    private static volatile int hops;

    private ClientAddress() {}

    static void trustHops(int trusted) {
        hops = trusted;
    }

    /**
     * Returns the client address, or an empty string if the connection has no address, for example for a local socket.
     */
    public static String of(HttpServerRequest request) {
        return of(socketOf(request));
    }

    /**
     * Returns the client address with its port, which is 0 for a forwarded address. If a trusted proxy sends no valid
     * client address, returns the address of the proxy itself.
     */
    public static SocketAddress socketOf(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        if (hops == 0) {
            return address;
        }
        // The framework has set the header that marks trusted proxies. The client address chosen by the framework is
        // not used, because the client may have forged it.
        String client = "true".equals(request.getHeader(TRUSTED_PROXY))
                ? ForwardedFor.client(request.headers().getAll(ForwardedFor.HEADER), hops)
                : null;
        return client == null ? request.connection().remoteAddress() : SocketAddress.inetSocketAddress(0, client);
    }

    /** Returns the IP address of a connection, or an empty string if there is none. */
    public static String of(SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        return host == null ? "" : host;
    }

    /**
     * Returns the IP address or network that identifies one client: the full address for IPv4, and the first 64 bits
     * for IPv6. IPv6 clients choose the remaining bits themselves. An IPv4-mapped IPv6 address is converted to IPv4. A
     * string that is not an IP address is returned unchanged.
     */
    public static String network(String address) {
        byte[] bytes = bytes(address);
        return bytes == null ? address : bytes.length == 4 ? text(bytes) : masked(bytes, BITS_OF_NETWORK);
    }

    /**
     * Returns the first 48 bits of an IPv6 address, which providers assign to one site with 65,536 networks (RFC 6177).
     * Returns null for an IPv4 address or a string that is not an IP address.
     */
    public static String site(String address) {
        byte[] bytes = bytes(address);
        return bytes == null || bytes.length != BYTES_OF_6 ? null : masked(bytes, BITS_OF_SITE);
    }

    /**
     * Returns the address that identifies one subscriber of a network provider: the site for an IPv6 address, otherwise
     * the result of {@link #network}.
     */
    public static String subscriber(String address) {
        String site = site(address);
        return site == null ? network(address) : site;
    }

    /**
     * Returns an anonymized client address, truncated to 24 bits for IPv4 and to 48 bits for IPv6. Returns null if the
     * string is not an IP address.
     */
    public static String shortened(String address) {
        byte[] bytes = bytes(address);
        return bytes == null ? null : masked(bytes, bytes.length == 4 ? SHORT_BITS_OF_4 : SHORT_BITS_OF_6);
    }

    private static byte[] bytes(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        try {
            // The JDK converts an IPv4-mapped IPv6 address to IPv4 (RFC 4291, section 2.5.5.2).
            return bytes == null ? null : InetAddress.getByAddress(bytes).getAddress();
        } catch (UnknownHostException impossible) {
            return null;
        }
    }

    private static String masked(byte[] bytes, int bits) {
        byte[] first = new byte[bytes.length];
        System.arraycopy(bytes, 0, first, 0, bits / 8);
        return text(first) + "/" + bits;
    }

    private static String text(byte[] bytes) {
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
