/** Infrastructure that is independent of journals: HTTP, database, security, files, jobs and webhooks. */
package org.offprint.platform;
