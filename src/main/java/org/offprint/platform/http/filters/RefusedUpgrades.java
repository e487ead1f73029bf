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
 * Closes a connection whose change to HTTP/2 was refused. The server answers {@code Upgrade: h2c} without good settings
 * with 400 before any request is made of it, announces that the connection is closed, and then keeps it for ever: the time
 * for which connections may be idle is not looked at either.
 *
 * <p>The network library takes extensions where a system property says so, which is read when the server starts;
 * configuration is read before that.
 */
public class RefusedUpgrades extends ChannelInitializerExtension {

    private static final ByteBuf REFUSAL = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n", StandardCharsets.US_ASCII));

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new FirstAnswer());
    }

    /** Has the network library look for extensions. */
    public static final class Enabled implements SmallRyeConfigBuilderCustomizer {

        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
    }

    /** Looks at what is sent first: a change of protocol can only be asked for by the first request. */
    static final class FirstAnswer extends ChannelOutboundHandlerAdapter {

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
