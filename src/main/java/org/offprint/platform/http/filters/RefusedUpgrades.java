package org.offprint.platform.http.filters;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.nio.charset.StandardCharsets;

/**
 * Closes connections after a rejected upgrade to HTTP/2. For {@code Upgrade: h2c} with invalid settings, the server
 * responds with 400 before it creates a request object. The response announces that the connection will be closed, but
 * the server ignores the idle timeout and leaves the connection open forever.
 * <p>The network library loads extensions only if a system property is set when the server starts. The property is
 * therefore set when the configuration is read, before the server starts.
 */
public class RefusedUpgrades extends ChannelInitializerExtension {

    private static final ByteBuf REFUSAL = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n", StandardCharsets.US_ASCII));

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new FirstResponse());
    }

    /** Enables the extensions of the network library through a system property. */
    public static final class Enabled implements SmallRyeConfigBuilderCustomizer {

        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
    }

    /** Checks the first response on a connection, because only the first request can ask for a protocol upgrade. */
    static final class FirstResponse extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            context.pipeline().remove(this);
            boolean isRefusal = message instanceof ByteBuf bytes
                    && bytes.readableBytes() == REFUSAL.readableBytes()
                    && ByteBufUtil.equals(bytes, REFUSAL);
            context.write(message, isRefusal ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
        }
    }
}
