"""«Уведомления на устройствах» of the reader's profile: in which browsers notices come by themselves, and what they say."""
