package org.offprint.platform.http.requests;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The address that a request came from: of the connection, or the one that a proxy forwards where the settings trust
 * that proxy.
 */
public final class ClientAddress {

    private static final int BITS_OF_NETWORK = 64;
    private static final int SHORT_BITS_OF_4 = 24;
    private static final int SHORT_BITS_OF_6 = 48;

    private ClientAddress() {}

    /** The address; an empty text where there is none, as of a local socket. */
    public static String of(HttpServerRequest request) {
        return of(request.remoteAddress());
    }

    /** The address of this connection; an empty text where there is none. */
    public static String of(SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        return host == null ? "" : host;
    }

    /**
     * The address as one client has it: of IPv4 the whole, of IPv6 the first 64 bits, because the others are the
     * client's to choose. IPv4 within IPv6 is IPv4. What is no address stays as it is.
     */
    public static String network(String address) {
        byte[] bytes = bytes(address);
        return bytes == null ? address : bytes.length == 4 ? text(bytes) : masked(bytes, BITS_OF_NETWORK);
    }

    /** The address without what tells people apart: 24 bits of IPv4, 48 of IPv6; null for what is no address. */
    public static String shortened(String address) {
        byte[] bytes = bytes(address);
        return bytes == null ? null : masked(bytes, bytes.length == 4 ? SHORT_BITS_OF_4 : SHORT_BITS_OF_6);
    }

    private static byte[] bytes(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        try {
            // The JDK makes IPv4 of an IPv4 address that is mapped into IPv6 (RFC 4291, section 2.5.5.2).
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
