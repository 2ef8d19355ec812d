#define _GNU_SOURCE
#include "CShims.h"

#include <netinet/in.h>
#include <string.h>

ptrdiff_t sd_send(
    int fd, const void *buffer, size_t length, const struct sockaddr *to, socklen_t to_length, int hop_limit)
{
    char control_buffer[CMSG_SPACE(sizeof hop_limit)] __attribute__((aligned(__alignof__(struct cmsghdr))));
    struct iovec vector = {.iov_base = (void *)buffer, .iov_len = length};
    struct msghdr header = {
        .msg_name = (void *)to,
        .msg_namelen = to_length,
        .msg_iov = &vector,
        .msg_iovlen = 1,
    };
    if (hop_limit > 0) {
        memset(control_buffer, 0, sizeof control_buffer);
        header.msg_control = control_buffer;
        header.msg_controllen = sizeof control_buffer;
        struct cmsghdr *control = CMSG_FIRSTHDR(&header);
        control->cmsg_level = to->sa_family == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
        control->cmsg_type = to->sa_family == AF_INET6 ? IPV6_HOPLIMIT : IP_TTL;
        control->cmsg_len = CMSG_LEN(sizeof hop_limit);
        memcpy(CMSG_DATA(control), &hop_limit, sizeof hop_limit);
    }
    return sendmsg(fd, &header, MSG_NOSIGNAL);
}
