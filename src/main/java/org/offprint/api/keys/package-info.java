/** The API keys as admins manage them. */
package org.offprint.api.keys;
