/** Long answers to clients that may be slow or gone. */
package org.offprint.http.streaming;
