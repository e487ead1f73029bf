/** Infrastructure that is independent of journals, such as HTTP, database, security, files, jobs and webhooks. */
package org.offprint.platform;
