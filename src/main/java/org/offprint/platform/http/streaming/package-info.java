/** Large and streamed responses with back-pressure, and timeouts for slow clients. */
package org.offprint.platform.http.streaming;
