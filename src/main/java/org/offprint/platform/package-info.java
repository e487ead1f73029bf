/** Infrastructure that knows nothing about journals: HTTP, database, security, files, jobs and webhooks. */
package org.offprint.platform;
